import { minutesOnTrial } from '../domain/canary-looks.ts'
import type { Block } from '../domain/card.ts'
import { targetOf } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { CanarySettings } from '../domain/release.ts'
import { type Run, withRealShare } from '../domain/run.ts'
import { canaryWords } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'

/**
 * How a canary is doing, or did. Nothing before it starts, nor after it was stopped: the result card says why.
 * @param promoter Who promoted it by hand, if somebody did.
 */
export function canaryBlocks(run: Run, texts: Texts, promoter?: string): readonly Block[] {
  const target = targetOf(run)
  const text = target?.canary && wordsOn(run, target, target.canary, texts, promoter)
  return text === undefined ? [] : [{ kind: 'text', text }]
}

function wordsOn(
  run: Run,
  { release: { version } }: DeployPlan,
  canary: CanarySettings,
  texts: Texts,
  promoter: string | undefined,
): string | undefined {
  const { phase, canary: look, task } = run
  // Cancelled or broken right after its verdict, it was not promoted; the result card says so.
  if (run.state === 'failed' || run.state === 'cancelled') return undefined
  if (promoter !== undefined && look?.word.kind !== 'abort') return byHandWords(run, promoter, texts)
  if (look?.word.kind === 'promote') return promotedWords(run, look, texts)
  if (phase !== 'canary') return undefined
  const words = texts.runs.canary
  const share = words.gets({ version, share: canaryWords(withRealShare(canary, run), texts) })
  return [share, look ? seenWords(look, texts) : words.compared, words.toStop({ task })].join(' ')
}

type Look = NonNullable<Run['canary']>

function seenWords({ minutes, reasons }: Look, { runs: { canary } }: Texts): string {
  const said = { minutes, reasons: reasons.join(' ') }
  return minutes === 0 ? canary.seenAtFirst(said) : canary.seenAfter(said)
}

function byHandWords({ state, canary: look, promoted }: Run, by: string, texts: Texts): string {
  const words = texts.runs.canary
  const minutes = promoted ? minutesOnTrial(look, new Date(promoted.at)) : 0
  const said = { by, when: whenOf(minutes, texts) }
  const done = state === 'succeeded' ? words.promotedBy(said) : words.promotingBy(said)
  return look ? `${done} ${seenWords(look, texts)}` : done
}

function whenOf(minutes: number, { runs: { canary } }: Texts): string {
  return minutes === 0 ? canary.atFirst : canary.after({ minutes })
}

function promotedWords({ state }: Run, { inconclusive, minutes, reasons }: Look, texts: Texts): string {
  const { canary } = texts.runs
  const when = whenOf(minutes, texts)
  const verdict = canary.verdict[inconclusive ? 'inconclusive' : 'passed']({ when })
  return [verdict, state === 'succeeded' ? canary.promoted : canary.promoting, ...reasons].join(' ')
}
