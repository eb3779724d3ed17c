import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { isOperation, servedPlaceOf, targetOf } from '../domain/plan.ts'
import type { Health } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import { wentLiveSince } from '../domain/went-live-since.ts'
import { nextAfter, pastSuccessOf, planTitle, successOf } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { failureBlocks, logHint } from './failure-blocks.ts'
import { healthNow } from './health-words.ts'
import { withMoments } from './moments.ts'
import { planLinks } from './plan-links.ts'
import { watchedBlocks } from './release-health-card.ts'
import { rerunBlocks } from './rerun-blocks.ts'
import { stoppedSentence, supersededSentence } from './superseded.ts'
import { clockTime, duration } from './words.ts'
import type { WorkflowSight } from './workflow-blocks.ts'
import { workflowResultCard } from './workflow-result-card.ts'

/**
 * Ends a task with a new message, so that people are notified. Undefined while the task runs.
 * @param place What the log says is live now; the plan cannot know it when the task had to wait for its turn.
 * @param health What is found running there now, for a card that is asked for later: what is live may be stopped.
 * @param promoter Who promoted its canary by hand, if somebody did.
 */
export function runResultCard(
  run: Run,
  notify: UserId | undefined,
  place: EnvironmentState | undefined,
  texts: Texts,
  health?: Health,
  promoter?: string,
  sight?: WorkflowSight,
): Card | undefined {
  const card = asCard(run, notify, place, texts, health, promoter, sight)
  const { current } = place ?? {}
  return card && withMoments(card, [run.endedAt, run.requestedAt, current?.at, current?.stoppedAt])
}

function asCard(
  run: Run,
  notify: UserId | undefined,
  place: EnvironmentState | undefined,
  texts: Texts,
  health: Health | undefined,
  promoter: string | undefined,
  sight: WorkflowSight | undefined,
): Card | undefined {
  if (run.progress) return workflowResultCard(run, notify, texts, sight)
  const mention = notify === undefined ? {} : { mention: notify }
  const { took, failed, cancelled } = texts.runs
  const footnote = took({ task: run.task, time: timeTaken(run) })
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { ...succeeded(run, place, health, texts, promoter), ...mention, footnote }
    case 'failed':
      return {
        title: failed({ title: planTitle(run.plan, texts) }),
        tone: 'danger',
        ...mention,
        blocks: [
          ...failureBlocks(run, servingSentence(run, place, health, texts), texts, wentLiveSince(run, place, health)),
          ...planLinks(run.plan, texts),
          ...rerunBlocks(run, place, texts),
        ],
        footnote: [footnote, ...wordedBy(run, texts), ...logHint(run, texts)].join(' · '),
      }
    case 'cancelled':
      return {
        title: cancelled({ title: planTitle(run.plan, texts) }),
        tone: 'neutral',
        ...mention,
        blocks: [{ kind: 'text', text: servingSentence(run, place, health, texts) }],
        footnote,
      }
  }
}

/** Once another release is live or this one is stopped, the card neither calls it live nor offers to roll it back. */
function succeeded(
  run: Run,
  place: EnvironmentState | undefined,
  health: Health | undefined,
  texts: Texts,
  promoter: string | undefined,
): Card {
  const stopped = health ? notRunning(run, health, texts) : targetOf(run) && stoppedSentence(place, texts)
  const over = supersededSentence(run, place, texts) ?? stopped
  if (over !== undefined)
    return { title: pastSuccessOf(run, texts), tone: 'neutral', blocks: [{ kind: 'text', text: over }] }
  const blocks = [
    ...canaryBlocks(run, texts, promoter),
    ...planLinks(run.plan, texts),
    ...afterwards(run, place, texts),
    ...watchedBlocks(run, texts),
  ]
  return { title: successOf(run, texts), tone: 'success', blocks }
}

/** It is the last release there, and has been stopped since. */
function notRunning(run: Run, health: Health, texts: Texts): string | undefined {
  const target = targetOf(run)
  return target && health.state === 'nothing-deployed' ? healthNow(target, health, texts) : undefined
}

/** Names the model that found the cause. */
function wordedBy({ failure }: Run, { runs }: Texts): readonly string[] {
  const model = failure?.explanation?.model
  return model === undefined ? [] : [runs.causeFoundBy({ model })]
}

function timeTaken({ requestedAt, startedAt, endedAt }: Run): string {
  return duration(Date.parse(endedAt ?? requestedAt) - Date.parse(startedAt ?? requestedAt))
}

function afterwards(run: Run, place: EnvironmentState | undefined, texts: Texts): readonly Block[] {
  // After a later task there is nothing of this one left to undo.
  const isCurrent = place?.current?.task === run.task
  const before = place ? (isCurrent ? place.previous?.release : undefined) : targetOf(run)?.from
  const next = nextAfter(run, before, texts)
  return next === undefined ? [] : [{ kind: 'text', text: next }]
}

/** What is running now. What was found when the task ended says more, as long as nothing else went live since. */
function servingSentence(
  run: Run,
  place: EnvironmentState | undefined,
  health: Health | undefined,
  texts: Texts,
): string {
  const target = servedPlaceOf(run)
  if (target && health) return healthNow(target, health, texts)
  return changedSince(run, place, texts) ?? foundRunning(run, texts)
}

/** What the log knows of the place since the task ended: when it happened, not that it is so still. */
function changedSince(
  { endedAt }: Run,
  place: EnvironmentState | undefined,
  { runs: { serving } }: Texts,
): string | undefined {
  if (place?.current === undefined || endedAt === undefined) return undefined
  const { environment, current } = place
  const { version } = current.release
  const isLater = (at: string | undefined): at is string => at !== undefined && Date.parse(at) > Date.parse(endedAt)
  if (isLater(current.stoppedAt)) return serving.stopped({ version, environment, time: clockTime(current.stoppedAt) })
  return isLater(current.at) ? serving.wentLive({ version, environment, time: clockTime(current.at) }) : undefined
}

/** As it was found when the task ended, with the time: the card is read later, too. */
function foundRunning({ plan, found, phase, endedAt, requestedAt }: Run, { runs: { serving } }: Texts): string {
  const target = servedPlaceOf({ plan })
  if (!target) return serving.untouched
  const { environment } = target
  // What has started may have switched where the target cannot tell.
  if (!found)
    return phase === undefined && !isOperation(plan)
      ? serving.notSwitched({ environment })
      : serving.notTold({ environment })
  const { version, complaint } = found
  const time = clockTime(endedAt ?? requestedAt)
  if (version === undefined) return serving.nothing({ environment, time })
  if (complaint === undefined) return serving.running({ version, environment, time })
  return serving.unhealthy({ version, environment, time, complaint })
}
