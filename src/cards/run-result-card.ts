import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { nextAfter, planTitle, successOf, targetOf } from '../domain/plan.ts'
import type { Health } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import { wentLiveSince } from '../domain/went-live-since.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { failureBlocks, logHint } from './failure-blocks.ts'
import { healthNow } from './health-words.ts'
import { watchedBlocks } from './release-health-card.ts'
import { supersededSentence } from './superseded.ts'
import { duration } from './words.ts'

/**
 * Ends a task with a new message, so that people are notified. Undefined while the task runs.
 * @param place What is live now; the plan cannot know it when the task had to wait for its turn.
 * @param health What is found running there now, for a card that is asked for later: what is live may be stopped.
 */
export function runResultCard(
  run: Run,
  notify: UserId | undefined,
  place?: EnvironmentState,
  health?: Health,
): Card | undefined {
  const mention = notify === undefined ? {} : { mention: notify }
  const footnote = `${run.task} · took ${took(run)}`
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { ...succeeded(run, place, health), ...mention, footnote }
    case 'failed':
      return {
        title: `${planTitle(run.plan)}: failed`,
        tone: 'danger',
        ...mention,
        blocks: failureBlocks(run, servingSentence(run, place, health), wentLiveSince(run, place, health)),
        footnote: [footnote + wordedBy(run), ...logHint(run)].join(' · '),
      }
    case 'cancelled':
      return {
        title: `${planTitle(run.plan)}: cancelled`,
        tone: 'neutral',
        ...mention,
        blocks: [{ kind: 'text', text: servingSentence(run, place, health) }],
        footnote,
      }
  }
}

/** Once another release is live, the card neither calls this one live nor offers to roll it back. */
function succeeded(run: Run, place: EnvironmentState | undefined, health: Health | undefined): Card {
  const over = supersededSentence(run, place) ?? notRunning(run, health)
  if (over !== undefined)
    return { title: successOf(run, 'was'), tone: 'neutral', blocks: [{ kind: 'text', text: over }] }
  const blocks = [...canaryBlocks(run), ...afterwards(run, place), ...watchedBlocks(run)]
  return { title: successOf(run), tone: 'success', blocks }
}

/** It is the last release there, and has been stopped since. */
function notRunning(run: Run, health: Health | undefined): string | undefined {
  const target = targetOf(run)
  return target && health?.state === 'nothing-deployed' ? healthNow(target, health) : undefined
}

/** Names the model that found the cause. */
function wordedBy({ failure }: Run): string {
  const model = failure?.explanation?.model
  return model === undefined ? '' : ` · cause found by ${model}`
}

function took({ requestedAt, startedAt, endedAt }: Run): string {
  return duration(Date.parse(endedAt ?? requestedAt) - Date.parse(startedAt ?? requestedAt))
}

function afterwards(run: Run, place: EnvironmentState | undefined): readonly Block[] {
  // After a later task there is nothing of this one left to undo.
  const isCurrent = place?.current?.task === run.task
  const before = place ? (isCurrent ? place.previous?.release : undefined) : targetOf(run)?.from
  const next = nextAfter(run, before)
  return next === undefined ? [] : [{ kind: 'text', text: next }]
}

/** What is running now. What was found when the task ended says more, as long as nothing else went live since. */
function servingSentence(run: Run, place: EnvironmentState | undefined, health: Health | undefined): string {
  const target = targetOf(run)
  if (target && health) return healthNow(target, health)
  const now = place?.current
  const isLater = now !== undefined && run.endedAt !== undefined && Date.parse(now.at) > Date.parse(run.endedAt)
  return isLater ? `${now.release.version} is live on ${place?.environment} now.` : stillRunning(run)
}

/** As it was found: the expected release may be stopped or unhealthy. */
function stillRunning({ plan, found }: Run): string {
  const target = targetOf({ plan })
  if (!target) return 'No running service was touched.'
  const where = `on ${target.environment}`
  if (!found) return `No traffic was switched ${where}.`
  if (found.version === undefined) return `Nothing is running ${where}.`
  if (found.complaint === undefined) return `${found.version} keeps running ${where}.`
  return `${found.version} is still deployed ${where}, but unhealthy: ${found.complaint}`
}
