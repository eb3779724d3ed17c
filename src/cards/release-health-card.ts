import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import { targetOf } from '../domain/target.ts'
import { supersededSentence } from './superseded.ts'
import { clockTime } from './words.ts'

/**
 * Says that a release which went live does not do well, with the way back; undefined where there is nothing to say.
 * @param place What serves there by now: once that is something else, there is nothing to go back from.
 */
export function releaseHealthCard(run: Run, notify: UserId, place?: EnvironmentState): Card | undefined {
  const { plan, task, health } = run
  const target = targetOf(run)
  if (health?.verdict !== 'roll-back' || !target) return undefined
  const where = `on ${target.environment}`
  const release = `${plan.service} ${plan.release.version}`
  const reasons: Block = { kind: 'text', text: health.reasons.join('\n') }
  const over = supersededSentence(run, place) ?? deployedAnew(run, place)
  if (over !== undefined) {
    const title = `${release} did not do well ${where}`
    return { title, tone: 'neutral', mention: notify, blocks: [reasons, { kind: 'text', text: over }], footnote: task }
  }
  const title = `${release} does not do well ${where}`
  return { title, tone: 'danger', mention: notify, blocks: [reasons, ...wayBack(run, place)], footnote: task }
}

/** The watch of the task that serves it now has a word of its own. */
function deployedAnew({ task }: Run, place: EnvironmentState | undefined): string | undefined {
  const now = place?.current
  return !now || now.task === task ? undefined : `It was deployed anew at ${clockTime(now.at)} (${now.task}).`
}

function wayBack({ plan, health }: Run, place: EnvironmentState | undefined): readonly Block[] {
  if (plan.kind !== 'deploy') return []
  const words = `roll back ${plan.service} on ${plan.environment}`
  if (health?.button === undefined) return [{ kind: 'text', text: `To go back: ${words}` }]
  const before = place?.previous?.release.version
  const label = before === undefined ? 'Roll back' : `Roll back to ${before}`
  return [
    { kind: 'text', text: `I change nothing by myself. Press the button, or say: ${words}. I show the plan first.` },
    { kind: 'buttons', buttons: [{ id: health.button, label, style: 'danger' }] },
  ]
}

/** What the look at a release has come to, for the card that says it is live. */
export function watchedBlocks({ health, lookAgainAt }: Run): readonly Block[] {
  if (!health) return []
  return [{ kind: 'text', text: watchedWords(health, lookAgainAt) }]
}

function watchedWords(
  { verdict, reasons, minutes = 2 }: NonNullable<Run['health']>,
  again: string | undefined,
): string {
  const after = `After ${minutes} min`
  switch (verdict) {
    case 'healthy':
      return `${after}: it does no worse than what served before. ${reasons.join(' ')}`
    case 'watch':
      return again === undefined
        ? `${after}: I could not tell how it does, and look no further. ${reasons.join(' ')}`
        : `${after}: I cannot tell yet how it does; I look again at ${clockTime(again)}. ${reasons.join(' ')}`
    case 'roll-back':
      return `${after}: it does not do well. ${reasons[0] ?? ''}`.trimEnd()
  }
}
