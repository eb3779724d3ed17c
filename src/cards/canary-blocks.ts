import type { Block } from '../domain/card.ts'
import { targetOf } from '../domain/plan.ts'
import type { CanarySettings } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import { canaryWords } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'

/** How a canary is doing, or did. Nothing before it starts, nor after it was stopped: the result card says why. */
export function canaryBlocks(run: Run, texts: Texts): readonly Block[] {
  const canary = targetOf(run)?.canary
  const text = canary && wordsOn(run, canary, texts)
  return text === undefined ? [] : [{ kind: 'text', text }]
}

function wordsOn(run: Run, canary: CanarySettings, texts: Texts): string | undefined {
  const { phase, canary: look, plan, task } = run
  // Cancelled or broken right after its verdict, it was not promoted; the result card says so.
  if (run.state === 'failed' || run.state === 'cancelled') return undefined
  if (look?.word.kind === 'promote') return promotedWords(run, look, texts)
  if (phase !== 'canary') return undefined
  const words = texts.runs.canary
  const share = words.gets({ version: plan.release.version, share: canaryWords(canary, texts) })
  return [share, look ? seenWords(look, texts) : words.compared, words.toStop({ task })].join(' ')
}

type Look = NonNullable<Run['canary']>

function seenWords({ minutes, reasons }: Look, { runs: { canary } }: Texts): string {
  const said = { minutes, reasons: reasons.join(' ') }
  return minutes === 0 ? canary.seenAtFirst(said) : canary.seenAfter(said)
}

function promotedWords({ state }: Run, { inconclusive, minutes, reasons }: Look, { runs: { canary } }: Texts): string {
  const when = minutes === 0 ? canary.atFirst : canary.after({ minutes })
  const verdict = canary.verdict[inconclusive ? 'inconclusive' : 'passed']({ when })
  return [verdict, state === 'succeeded' ? canary.promoted : canary.promoting, ...reasons].join(' ')
}
