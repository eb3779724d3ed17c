import type { UserId } from '../../domain/ids.ts'
import type { Failure, Run, RunPlan } from '../../domain/run.ts'
import type { Block, Card } from './card.ts'
import { planTitle } from './plan-fields.ts'
import { duration } from './words.ts'

/** The message that ends a task: new, so that people are notified. Undefined while the task goes on. */
export function runResultCard(run: Run, notify: UserId | undefined): Card | undefined {
  const mention = notify === undefined ? {} : { mention: notify }
  const footnote = `${run.task} · took ${took(run)}`
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { title: success(run.plan), tone: 'success', ...mention, blocks: afterwards(run.plan), footnote }
    case 'failed':
      return {
        title: `${planTitle(run.plan)}: failed`,
        tone: 'danger',
        ...mention,
        blocks: failureBlocks(run.plan, run.failure),
        footnote,
      }
    case 'cancelled':
      return {
        title: `${planTitle(run.plan)}: cancelled`,
        tone: 'neutral',
        ...mention,
        blocks: [{ kind: 'text', text: stillServing(run.plan) }],
        footnote,
      }
  }
}

function took({ requestedAt, startedAt, endedAt }: Run): string {
  return duration(Date.parse(endedAt ?? requestedAt) - Date.parse(startedAt ?? requestedAt))
}

function success(plan: RunPlan): string {
  switch (plan.kind) {
    case 'build':
      return `${plan.service} ${plan.release.version} is built`
    case 'deploy':
      return `${plan.service} ${plan.release.version} is live on ${plan.environment}`
    case 'rollback':
      return `${plan.service} is back on ${plan.release.version} on ${plan.environment}`
  }
}

/** What a person may want to do next. */
function afterwards(plan: RunPlan): readonly Block[] {
  if (plan.kind === 'build') {
    return [{ kind: 'text', text: `To put it into service: deploy ${plan.service} ${plan.release.version} to …` }]
  }
  if (!plan.from) return []
  const undo =
    plan.kind === 'deploy'
      ? `To go back to ${plan.from.version}: roll back ${plan.service} on ${plan.environment}`
      : `To go forward again: deploy ${plan.service} ${plan.from.version} to ${plan.environment}`
  return [{ kind: 'text', text: undo }]
}

function failureBlocks(plan: RunPlan, failure: Failure | undefined): readonly Block[] {
  return [
    { kind: 'text', text: failure?.reason ?? 'It failed without giving a reason.' },
    ...(failure?.logTail ? [{ kind: 'code' as const, text: failure.logTail }] : []),
    { kind: 'text', text: [stillServing(plan), failure?.nextStep].filter(Boolean).join(' ') },
  ]
}

function stillServing(plan: RunPlan): string {
  if (plan.kind === 'build') return 'Nothing that serves was touched.'
  return plan.from
    ? `${plan.from.version} keeps serving on ${plan.environment}.`
    : `Nothing serves on ${plan.environment}, as before.`
}
