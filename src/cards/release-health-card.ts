import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import { supersededSentence } from './superseded.ts'
import { clockTime } from './words.ts'

/**
 * Reports that a live release is failing, with a button to roll back; undefined when it is not.
 * @param place What is live there now; once that is another release, there is nothing to roll back.
 */
export function releaseHealthCard(run: Run, notify: UserId, place?: EnvironmentState): Card | undefined {
  const { plan, task, health } = run
  const target = targetOf(run)
  if (health?.verdict !== 'roll-back' || !target) return undefined
  const where = `on ${target.environment}`
  const release = `${plan.service} ${plan.release.version}`
  const reasons: Block = { kind: 'text', text: health.reasons.join('\n') }
  const over = supersededSentence(run, place) ?? deployedAgain(run, place)
  if (over !== undefined) {
    const title = `${release} was failing ${where}`
    return { title, tone: 'neutral', mention: notify, blocks: [reasons, { kind: 'text', text: over }], footnote: task }
  }
  const title = `${release} is failing ${where}`
  return { title, tone: 'danger', mention: notify, blocks: [reasons, ...wayBack(run, place)], footnote: task }
}

/** The task that deployed it again is monitored on a card of its own. */
function deployedAgain({ task }: Run, place: EnvironmentState | undefined): string | undefined {
  const now = place?.current
  return !now || now.task === task ? undefined : `It was deployed again at ${clockTime(now.at)} (${now.task}).`
}

function wayBack({ plan, health }: Run, place: EnvironmentState | undefined): readonly Block[] {
  if (plan.kind !== 'deploy') return []
  const words = `roll back ${plan.service} on ${plan.environment}`
  if (health?.button === undefined) return [{ kind: 'text', text: `To go back: ${words}` }]
  const before = place?.previous?.release.version
  const label = before === undefined ? 'Roll back' : `Roll back to ${before}`
  return [
    { kind: 'text', text: `Nothing changes until you confirm. Press the button, or say “${words}”, to see the plan.` },
    { kind: 'buttons', buttons: [{ id: health.button, label, style: 'danger' }] },
  ]
}

/** The verdict of the monitor, for the card that says the release is live. */
export function watchedBlocks({ health, lookAgainAt }: Run): readonly Block[] {
  if (!health) return []
  return [{ kind: 'text', text: watchedWords(health, lookAgainAt) }]
}

function watchedWords(
  { verdict, reasons, minutes = 2 }: NonNullable<Run['health']>,
  again: string | undefined,
): string {
  const after = `after ${minutes} min`
  switch (verdict) {
    case 'healthy':
      return `Healthy ${after}: no worse than the previous release. ${reasons.join(' ')}`
    case 'watch':
      return again === undefined
        ? `Inconclusive ${after}; monitoring has ended. ${reasons.join(' ')}`
        : `Inconclusive ${after}; next check at ${clockTime(again)}. ${reasons.join(' ')}`
    case 'roll-back':
      return `Failing ${after}. ${reasons[0] ?? ''}`.trimEnd()
  }
}
