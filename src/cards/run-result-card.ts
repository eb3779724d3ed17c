import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import { nextAfter, pastSuccessOf, planTitle, successOf } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { failureBlocks } from './failure-blocks.ts'
import { watchedBlocks } from './release-health-card.ts'
import { supersededSentence } from './superseded.ts'
import { duration } from './words.ts'

/**
 * Ends a task with a new message, so that people are notified. Undefined while the task runs.
 * @param place What is live now; the plan cannot know it when the task had to wait for its turn.
 */
export function runResultCard(
  run: Run,
  notify: UserId | undefined,
  place: EnvironmentState | undefined,
  texts: Texts,
): Card | undefined {
  const mention = notify === undefined ? {} : { mention: notify }
  const { took, failed, cancelled } = texts.runs
  const footnote = took({ task: run.task, time: timeTaken(run) })
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { ...succeeded(run, place, texts), ...mention, footnote }
    case 'failed':
      return {
        title: failed({ title: planTitle(run.plan, texts) }),
        tone: 'danger',
        ...mention,
        blocks: failureBlocks(run, stillRunning(run, texts), texts),
        footnote: [footnote, ...wordedBy(run, texts)].join(' · '),
      }
    case 'cancelled':
      return {
        title: cancelled({ title: planTitle(run.plan, texts) }),
        tone: 'neutral',
        ...mention,
        blocks: [{ kind: 'text', text: stillRunning(run, texts) }],
        footnote,
      }
  }
}

/** Once another release is live, the card neither calls this one live nor offers to roll it back. */
function succeeded(run: Run, place: EnvironmentState | undefined, texts: Texts): Card {
  const over = supersededSentence(run, place, texts)
  if (over !== undefined)
    return { title: pastSuccessOf(run, texts), tone: 'neutral', blocks: [{ kind: 'text', text: over }] }
  const blocks = [...canaryBlocks(run, texts), ...afterwards(run, place, texts), ...watchedBlocks(run, texts)]
  return { title: successOf(run, texts), tone: 'success', blocks }
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

/** What is running now, as it was found: the expected release may be stopped or unhealthy. */
function stillRunning({ plan, found }: Run, { runs: { serving } }: Texts): string {
  const target = targetOf({ plan })
  if (!target) return serving.untouched
  const { environment } = target
  if (!found) return serving.notSwitched({ environment })
  const { version, complaint } = found
  if (version === undefined) return serving.nothing({ environment })
  if (complaint === undefined) return serving.keepsRunning({ version, environment })
  return serving.unhealthy({ version, environment, complaint })
}
