import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { errorRateTable } from './error-rate-table.ts'
import { stoppedSentence, supersededSentence } from './superseded.ts'
import { clockTime } from './words.ts'

/**
 * Reports that a live release is failing, with a button to roll back; undefined when it is not.
 * @param place What is live there now; once that is another release or stopped, there is nothing to roll back.
 */
export function releaseHealthCard(
  run: Run,
  notify: UserId,
  place: EnvironmentState | undefined,
  texts: Texts,
): Card | undefined {
  const { task, health } = run
  const target = targetOf(run)
  if (health?.verdict !== 'roll-back' || !target) return undefined
  const words = texts.runs.health
  const release = { service: target.service, version: target.release.version, environment: target.environment }
  const reasons: Block = { kind: 'text', text: health.reasons.join('\n') }
  const over =
    supersededSentence(run, place, texts) ?? deployedAgain(run, place, texts) ?? stoppedSentence(place, texts)
  if (over !== undefined) {
    const title = words.wasFailing(release)
    return { title, tone: 'neutral', mention: notify, blocks: [reasons, { kind: 'text', text: over }], footnote: task }
  }
  const title = words.failing(release)
  return {
    title,
    tone: 'danger',
    mention: notify,
    blocks: [reasons, ...course(run, texts), ...wayBack(run, place, texts)],
    footnote: task,
  }
}

/** What was measured when it was judged, with the moment at which it went live. */
function course(run: Run, texts: Texts): readonly Block[] {
  const target = targetOf(run)
  const points = run.health?.rates
  if (!target || !points) return []
  const { service, environment, release } = target
  const live = { at: run.endedAt ?? run.requestedAt, label: release.version }
  return errorRateTable(service, [{ environment, points }], [live], texts)
}

/** The task that deployed it again is monitored on a card of its own. */
function deployedAgain(
  { task }: Run,
  place: EnvironmentState | undefined,
  { runs: { superseded } }: Texts,
): string | undefined {
  const now = place?.current
  if (!now || now.task === task) return undefined
  return superseded.deployedAgain({ time: clockTime(now.at), task: now.task })
}

function wayBack({ plan, health }: Run, place: EnvironmentState | undefined, texts: Texts): readonly Block[] {
  if (plan.kind !== 'deploy') return []
  const words = texts.runs.health
  if (health?.button === undefined) return [{ kind: 'text', text: words.toGoBack(plan) }]
  const before = place?.previous?.release.version
  const label = before === undefined ? words.rollBack : words.rollBackTo({ version: before })
  return [
    { kind: 'text', text: words.pressOrSay(plan) },
    { kind: 'buttons', buttons: [{ id: health.button, label, style: 'danger' }] },
  ]
}

/** The verdict of the monitor, for the card that says the release is live. */
export function watchedBlocks({ health, lookAgainAt }: Run, texts: Texts): readonly Block[] {
  if (!health) return []
  return [{ kind: 'text', text: watchedWords(health, lookAgainAt, texts) }]
}

function watchedWords(
  { verdict, reasons, minutes = 2 }: NonNullable<Run['health']>,
  again: string | undefined,
  { runs: { health } }: Texts,
): string {
  switch (verdict) {
    case 'healthy':
      return [health.healthyAfter({ minutes }), ...reasons].join(' ')
    case 'watch':
      return [
        again === undefined
          ? health.inconclusive({ minutes })
          : health.inconclusiveYet({ minutes, time: clockTime(again) }),
        ...reasons,
      ].join(' ')
    case 'roll-back':
      return [health.failingAfter({ minutes }), ...reasons.slice(0, 1)].join(' ')
  }
}
