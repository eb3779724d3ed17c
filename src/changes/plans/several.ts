import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { WorkflowPlan } from '../../domain/plans/workflow.ts'
import { type Several, type WantedDeployment, workflowOfSeveral } from '../../domain/workflows/several.ts'
import { severalTitle, stepTitle } from '../../texts/several-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { planDeploy } from './deploy.ts'
import type { PlanParts, PlanResult, Problem } from './planned.ts'
import type { WorkflowRequest } from './workflow-request.ts'

/** Several deployments as one request: a workflow that nobody has written. */
export function severalRequest(several: Several): WorkflowRequest {
  return { kind: 'workflow', definition: workflowOfSeveral(several, ''), inputs: {}, several }
}

/** Makes each of them exact; where one cannot be had, there is no plan at all. */
export async function planSeveral(several: Several, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  const planned: WantedDeployment[] = []
  const plans: DeployPlan[] = []
  const notes: string[] = []
  for (const wanted of several.deployments) {
    const found = await deploymentOf(wanted, parts, texts)
    if (found.kind === 'problem') return found
    const { plan, note } = found
    plans.push(plan)
    if (note !== undefined) notes.push(note)
    const { service, environment, ref, strategy } = wanted
    const title = stepTitle(plan, texts)
    planned.push({ service, environment, ref, ...(strategy && { strategy }), sha: plan.release.sha, title, plan })
  }
  const exact: Several = { ...several, deployments: planned }
  const title = severalTitle(plans, texts)
  const plan: WorkflowPlan = {
    kind: 'workflow',
    definition: workflowOfSeveral(exact, title),
    inputs: {},
    confirm: 'declared',
    key: parts.newId(),
    several: exact,
  }
  return { kind: 'plan', plan, ...(notes.length > 0 && { note: [...new Set(notes)].join(' ') }) }
}

interface PlannedDeployment extends Extract<PlanResult, { readonly kind: 'plan' }> {
  readonly plan: DeployPlan
}

/** One of them as it would be planned by itself. */
export async function deploymentOf(
  { service, environment, ref, strategy }: WantedDeployment,
  parts: PlanParts,
  texts: Texts,
): Promise<PlannedDeployment | Problem> {
  const how = { strategy: strategy ?? ('blue-green' as const), ...(strategy && { strategyNamed: true as const }) }
  const found = await planDeploy({ kind: 'deploy', service, environment, ref, ...how }, parts, texts)
  if (found.kind === 'problem') return found
  if (found.plan.kind !== 'deploy') throw new Error(`${found.plan.kind} is no deployment`)
  return { ...found, plan: found.plan }
}
