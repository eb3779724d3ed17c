import type { Block, Card } from '../domain/card.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import type { UserId } from '../domain/ids.ts'
import { planTitle } from '../domain/plan-title.ts'
import type { Run, RunPlan } from '../domain/run.ts'
import { targetOf } from '../domain/target.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { failureBlocks } from './failure-blocks.ts'
import { watchedBlocks } from './release-health-card.ts'
import { supersededSentence } from './superseded.ts'
import { duration } from './words.ts'

/**
 * The message that ends a task: new, so that people are notified. Undefined while the task goes on.
 * @param place What the environment holds by now, which the plan cannot know when the task had to wait for its turn.
 */
export function runResultCard(run: Run, notify: UserId | undefined, place?: EnvironmentState): Card | undefined {
  const mention = notify === undefined ? {} : { mention: notify }
  const footnote = `${run.task} · took ${took(run)}`
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { ...succeeded(run, place), ...mention, footnote }
    case 'failed':
      return {
        title: `${planTitle(run.plan)}: failed`,
        tone: 'danger',
        ...mention,
        blocks: failureBlocks(run, stillServing(run)),
        footnote: footnote + wordedBy(run),
      }
    case 'cancelled':
      return {
        title: `${planTitle(run.plan)}: cancelled`,
        tone: 'neutral',
        ...mention,
        blocks: [{ kind: 'text', text: stillServing(run) }],
        footnote,
      }
  }
}

/** An old card must not say that something is live that no longer is, nor how to go back from it. */
function succeeded(run: Run, place: EnvironmentState | undefined): Card {
  const over = supersededSentence(run, place)
  if (over !== undefined)
    return { title: success(run.plan, 'was'), tone: 'neutral', blocks: [{ kind: 'text', text: over }] }
  const blocks = [...canaryBlocks(run), ...afterwards(run, place), ...watchedBlocks(run)]
  return { title: success(run.plan), tone: 'success', blocks }
}

/** Whoever reads a cause should know when it is a model's. */
function wordedBy({ failure }: Run): string {
  const model = failure?.explanation?.model
  return model === undefined ? '' : ` · cause found by ${model}`
}

function took({ requestedAt, startedAt, endedAt }: Run): string {
  return duration(Date.parse(endedAt ?? requestedAt) - Date.parse(startedAt ?? requestedAt))
}

function success(plan: RunPlan, verb: 'is' | 'was' = 'is'): string {
  switch (plan.kind) {
    case 'build':
      return `${plan.service} ${plan.release.version} ${verb} built`
    case 'deploy':
      return `${plan.service} ${plan.release.version} ${verb} live on ${plan.environment}`
    case 'rollback':
      return `${plan.service} ${verb} back on ${plan.release.version} on ${plan.environment}`
  }
}

/** What a person may want to do next. */
function afterwards({ task, plan }: Run, place: EnvironmentState | undefined): readonly Block[] {
  const target = targetOf({ plan })
  if (!target) {
    return [{ kind: 'text', text: `To put it into service: deploy ${plan.service} ${plan.release.version} to …` }]
  }
  // When another task has come after this one, there is nothing of this one to undo.
  const isCurrent = place?.current?.task === task
  const before = place ? (isCurrent ? place.previous?.release : undefined) : target.from
  if (!before) return []
  const undo =
    target.kind === 'deploy'
      ? `To go back to ${before.version}: roll back ${target.service} on ${target.environment}`
      : `To go forward again: deploy ${target.service} ${before.version} to ${target.environment}`
  return [{ kind: 'text', text: undo }]
}

/** Only what was found, since what should serve may have been stopped or be ill. */
function stillServing({ plan, found }: Run): string {
  const target = targetOf({ plan })
  if (!target) return 'Nothing that serves was touched.'
  const where = `on ${target.environment}`
  if (!found) return `Nothing was switched ${where}.`
  if (found.version === undefined) return `Nothing serves ${where}.`
  if (found.complaint === undefined) return `${found.version} keeps serving ${where}.`
  return `${found.version} is still there ${where}, but it is not well: ${found.complaint}`
}
