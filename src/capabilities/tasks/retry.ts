import type { DeployRequest } from '../../changes/plans/deploy.ts'
import { type Problem, problem } from '../../changes/plans/planned.ts'
import { severalRequest } from '../../changes/plans/several.ts'
import { workflowNamed } from '../../changes/plans/workflow.ts'
import type { WorkflowRequest } from '../../changes/plans/workflow-request.ts'
import type { OperationPlan, ReleasePlan } from '../../domain/plan.ts'
import type { WorkflowPlan } from '../../domain/plans/workflow.ts'
import { rerunOf } from '../../domain/rerun.ts'
import { hasEnded, type Run } from '../../domain/run.ts'
import type { Settings } from '../../domain/settings.ts'
import { rolesAwaited } from '../../domain/workflows/approval.ts'
import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import { keptSteps } from '../../domain/workflows/kept-steps.ts'
import type { Several, WantedDeployment } from '../../domain/workflows/several.ts'
import { findRun } from '../../queries/find-runs.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

/** What a task that has failed or was cancelled would do, asked for once more. */
export const taskRetry = {
  intent: 'task.retry',
  effect: 'change',
  spokenOf: /\bretry|\bagain|\brerun|\bre-run|\brestart|\brepeat|\btry/i,
  want: async (parts, asker, slots) => {
    const texts = textsIn(asker.language)
    const task = String(slots.task)
    const run = await findRun(scopeFor(parts, asker), task, 'task.status')
    const request = run ? requestAgain(run, parts.settings, texts) : problem(texts.workflows.retry.unknown({ task }))
    return { kind: 'change', request }
  },
} as const satisfies ChangeCapability

function requestAgain(
  run: Run,
  settings: Settings,
  { formats, workflows: { retry, problem: wrong } }: Texts,
): ReleasePlan | OperationPlan | DeployRequest | WorkflowRequest | Problem {
  const { task, plan, parent } = run
  if (parent) return problem(retry.part({ part: task, task: parent.task }))
  const roles = rolesAwaited(run)
  if (!hasEnded(run) && roles.length > 0) return problem(retry.waitsForApproval({ task, roles: formats.allOf(roles) }))
  if (!hasEnded(run)) return problem(retry.notEnded({ task }))
  if (run.state === 'succeeded') return problem(retry.succeeded({ task }))
  if (plan.kind !== 'workflow') return withRerun(run, plan)
  if (plan.several) return requestOfLeft(leftOf(run, plan.several))
  const present = workflowNamed(plan.definition.id, settings)
  if (!present) return problem(wrong.noLongerThere({ workflow: plan.definition.id }))
  return { ...requestOf(plan, present), ...continuing(run) }
}

/** Where the jobs of a run failed, only those are run again, and with them the commit of that run; else all is done once more. */
function withRerun(run: Run, plan: ReleasePlan | OperationPlan): ReleasePlan | OperationPlan {
  if (plan.kind !== 'deploy' && plan.kind !== 'rollback' && plan.kind !== 'build') return plan
  const { rerun: _, ...whole } = plan
  const rerun = rerunOf(run)
  return rerun ? { ...whole, ref: whole.release.sha, rerun } : whole
}

/** It is for those who may start it now, whoever might when it was started. */
function requestOf(
  { kind, definition, inputs, service, environment }: WorkflowPlan,
  { who }: WorkflowDefinition,
): WorkflowRequest {
  const { who: _, ...as } = definition
  return {
    kind,
    definition: { ...as, ...(who && { who }) },
    inputs,
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
  }
}

/** One that waits for nothing before it is a deployment like any other, with all that is shown and asked of those. */
function requestOfLeft(left: Several): DeployRequest | WorkflowRequest {
  const [only, ...others] = left.deployments
  if (!only || others.length > 0 || left.rings || (left.whenHealthy && left.after)) return severalRequest(left)
  const { service, environment, ref, strategy = 'blue-green', image } = only
  const what = { service, environment, ref, ...(image && { image }) }
  return { kind: 'deploy', ...what, strategy, ...(only.strategy && { strategyNamed: true as const }) }
}

/** Those that are not done. What the first of them waits for is asked once more: the health of the last one that is done. */
function leftOf({ steps }: Run, several: Several): Several {
  const { deployments, rings } = several
  // Where a release of rings serves already is found out when it is planned.
  if (rings) return { deployments: deployments.map(asConfirmed), rings: { names: rings.names } }
  const isDone = (index: number): boolean => steps[`deploy-${index + 1}`] === 'done'
  const left = deployments.filter((_, index) => !isDone(index)).map(asConfirmed)
  const last = deployments.findLast((_, index) => isDone(index)) ?? several.after
  const after = last && { service: last.service, environment: last.environment }
  return { ...several, deployments: left, ...(after && { after }) }
}

/** What was confirmed is continued: a branch that has moved since is another release than the one before it got. */
function asConfirmed({
  service,
  environment,
  ref,
  sha,
  strategy,
  image: wanted,
  plan,
}: WantedDeployment): WantedDeployment {
  const image = wanted ?? plan?.image
  return { service, environment, ref: sha ?? ref, ...(strategy && { strategy }), ...(image && { image }) }
}

function continuing(run: Run): Pick<WorkflowRequest, 'continues'> {
  const rerun = rerunOf(run)
  return { continues: { task: run.task, ...keptSteps(run), ...(rerun && { rerun }) } }
}
