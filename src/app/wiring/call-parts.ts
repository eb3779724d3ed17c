import { decideOnce } from '../../../jobs/agents/core/decide-once.ts'
import { modelOf } from '../../../jobs/agents/core/model-of.ts'
import type { AskedAgent } from '../../../jobs/workers/ask-agent.ts'
import type { CallParts } from '../../../jobs/workers/call.ts'
import type { Assignment } from '../../../jobs/workers/step-worker.ts'
import type { PlannedTask, WantedOperation, WantedRelease } from '../../../jobs/workers/wanted-task.ts'
import type { Permissions } from '../../access/permissions.ts'
import { requiredFor } from '../../changes/approvals/required.ts'
import { judgedAs } from '../../changes/judged-as.ts'
import { type PlanRequest, planFor } from '../../changes/plan.ts'
import { whatMoved } from '../../changes/what-moved.ts'
import { isMet } from '../../domain/approvals/quorum.ts'
import type { GroupId, UserId } from '../../domain/ids.ts'
import {
  isOperation,
  isReleasePlan,
  type OperationPlan,
  planHash,
  type ReleasePlan,
  whereOf,
} from '../../domain/plan.ts'
import { type DeployPlan, deploy } from '../../domain/plans/deploy.ts'
import type { DeployStrategy } from '../../domain/release.ts'
import { type Run, runStream } from '../../domain/run.ts'
import { approvalsOf } from '../../domain/workflows/approvals-of.ts'
import { confirmedOf } from '../../domain/workflows/several.ts'
import type { CiRunner } from '../../ports/ci-runner.ts'
import type { HttpCaller } from '../../ports/http-caller.ts'
import type { RiskJudge } from '../../ports/judgement.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { type JudgingParts, judging } from './judges.ts'

interface Parts extends JudgingParts {
  readonly http: HttpCaller
  readonly ci: CiRunner
  readonly workflowSecrets: Readonly<Record<string, string>>
  readonly newId: () => string
  readonly permissions: Pick<Permissions, 'approvalStanding'>
  readonly risks: Pick<RiskJudge, 'judge'>
}

/** What the steps of workflows need that ask others. */
export function callParts(parts: Parts): CallParts {
  const { store, delivery, clock, http, ci, workflowSecrets: secrets, redact } = parts
  return {
    store,
    delivery,
    clock,
    http,
    ci,
    secrets,
    redact,
    probe: delivery,
    plan: (wanted, assignment) => planned(parts, wanted, assignment),
    judge: (asked) => judge(parts, asked),
  }
}

async function planned(
  parts: Parts,
  wanted: WantedRelease | WantedOperation,
  { run, step, correlationId }: Assignment,
): Promise<PlannedTask> {
  const texts = textsIn(run.language)
  const confirmed = run.plan.kind === 'workflow' && run.plan.several && confirmedOf(run.plan.several, step.id)
  const image = confirmed ? confirmed.image : undefined
  const request = isOperationWanted(wanted) ? wanted : { ...requestFrom(wanted), ...(image && { image }) }
  const found = await planFor(request, parts, texts)
  if (found.kind === 'problem') return found
  const { plan } = found
  const moved = confirmed && plan.kind === 'deploy' && movedSince(confirmed, plan, texts)
  if (moved) return { kind: 'problem', sentence: moved }
  if (!isReleasePlan(plan) && !isOperation(plan))
    return { kind: 'problem', sentence: `${wanted.kind} came to be something else.` }
  const missing = await unapproved(parts, plan, run, step.id, correlationId)
  return missing === undefined ? { kind: 'plan', plan } : { kind: 'problem', sentence: missing }
}

/** Why a part is not what was confirmed of it, as a sentence. What is live before it may be another release by its turn. */
function movedSince(confirmed: DeployPlan, now: DeployPlan, texts: Texts): string | undefined {
  const expected = deploy.now(confirmed, now.from, confirmed.recipe)
  return planHash(expected) === planHash(now) ? undefined : whatMoved(expected, now, texts)
}

/** What policy asks others to approve, held against who has approved it in the run. @returns What is missing. */
async function unapproved(
  parts: Parts,
  plan: ReleasePlan | OperationPlan,
  run: Run,
  step: string,
  correlationId: string,
): Promise<string | undefined> {
  const { by, groups, language } = run
  const texts = textsIn(language)
  const judged = await judgedAs(plan, parts.store)
  const risk = judged && (await parts.risks.judge(judged, correlationId))
  const { required } = await requiredFor(parts, plan, risk, texts)
  if (required.length === 0) return undefined
  const standingOf = (one: { readonly by: UserId; readonly groups: readonly GroupId[] }) =>
    parts.permissions.approvalStanding({ user: one.by, groups: one.groups }, whereOf({ plan }))
  const given = approvalsOf(run, step, plan)
  const [asker, votes] = await Promise.all([standingOf({ by, groups }), Promise.all(given.map(standingOf))])
  if (isMet(required, votes, asker.person)) return undefined
  return `${required.map(({ why }) => why).join(' ')} ${texts.workflows.needsApproval}`
}

const isOperationWanted = (wanted: WantedRelease | WantedOperation): wanted is WantedOperation =>
  wanted.kind === 'restart' || wanted.kind === 'scale'

function requestFrom({ kind, service, environment, version: ref, strategy }: WantedRelease): PlanRequest {
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
