import { decideOnce } from '../../../jobs/agents/core/decide-once.ts'
import { modelOf } from '../../../jobs/agents/core/model-of.ts'
import type { AskedAgent } from '../../../jobs/workers/ask-agent.ts'
import type { CallParts } from '../../../jobs/workers/call.ts'
import type { PlannedTask, WantedRelease } from '../../../jobs/workers/start-task.ts'
import { type ChangeRequest, planFor } from '../../changes/plan.ts'
import type { PlanParts } from '../../changes/plans/planned.ts'
import { isReleasePlan } from '../../domain/plan.ts'
import type { DeployStrategy } from '../../domain/release.ts'
import { type Run, runStream } from '../../domain/run.ts'
import type { HttpCaller } from '../../ports/http-caller.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { type JudgingParts, judging } from './judges.ts'

interface Parts extends JudgingParts {
  readonly http: HttpCaller
  readonly workflowSecrets: Readonly<Record<string, string>>
  readonly newId: () => string
}

/** What the steps of workflows need that ask others. */
export function callParts(parts: Parts): CallParts {
  const { store, delivery, clock, http, workflowSecrets: secrets, redact } = parts
  return {
    store,
    delivery,
    clock,
    http,
    secrets,
    redact,
    probe: delivery,
    plan: (wanted, { run }) => planned(parts, wanted, run),
    judge: (asked) => judge(parts, asked),
  }
}

async function planned(parts: PlanParts, wanted: WantedRelease, { language }: Run): Promise<PlannedTask> {
  const found = await planFor(requestFrom(wanted), parts, textsIn(language))
  if (found.kind === 'problem') return found
  return isReleasePlan(found.plan)
    ? { kind: 'plan', plan: found.plan }
    : { kind: 'problem', sentence: `${wanted.kind} came to be something else.` }
}

function requestFrom({ kind, service, environment, version: ref, strategy }: WantedRelease): ChangeRequest {
  if (kind === 'build') return { kind, service, ref, strategy: 'cache' }
  if (strategy === undefined) return { kind, service, environment, ref, strategy: 'blue-green' }
  return { kind, service, environment, ref, strategy: strategy as DeployStrategy, strategyNamed: true }
}

const BUDGET_MS = 60_000

async function judge(parts: Parts, { agent: name, input, run, correlationId }: AskedAgent): Promise<object | string> {
  const agent = parts.customAgents.find((one) => one.agent.name === name)?.agent
  if (!agent) return `There is no agent ${name} here.`
  const evidence = agent.input.safeParse(input)
  if (!evidence.success) return `What the agent ${name} is given has not the form that it judges.`
  const model = modelOf(agent, parts.models)
  const means = { ...judging(parts), ...(model && { model }) }
  const about = { correlationId, stream: runStream(run.task) }
  return (await decideOnce(agent, evidence.data, means, about, { budgetMs: BUDGET_MS })).answer
}
