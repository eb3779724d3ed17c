import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { WorkflowPlan } from '../../domain/plans/workflow.ts'
import { type Several, type WantedDeployment, workflowOfSeveral } from '../../domain/workflows/several.ts'
import { planTitle, versionChange } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { PlanParts, PlanResult } from './planned.ts'
import { planRings } from './rings.ts'
import { deploymentOf } from './wanted-deployment.ts'
import type { WorkflowRequest } from './workflow-request.ts'

/** Several deployments as one request: a workflow that nobody has written. */
export function severalRequest(several: Several): WorkflowRequest {
  return { kind: 'workflow', definition: workflowOfSeveral(several, ''), inputs: {}, several }
}

/** Makes each of them exact; where one cannot be had, there is no plan at all. */
export async function planSeveral(several: Several, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  const { rings } = several
  if (rings) return ringByRing({ ...several, rings }, parts, texts)
  const planned: WantedDeployment[] = []
  const plans: DeployPlan[] = []
  for (const wanted of several.deployments) {
    const plan = await deploymentOf(wanted, parts, texts)
    if (plan.kind === 'problem') return plan
    plans.push(plan)
    planned.push({
      ...wanted,
      sha: plan.release.sha,
      title: texts.several.step({ ...plan, versions: versionChange(plan, texts) }),
    })
  }
  const exact: Several = { ...several, deployments: planned }
  const title = plans.map((plan) => planTitle(plan, texts)).join(texts.several.joint)
  return asPlan(exact, title, parts)
}

async function ringByRing(
  several: Several & Required<Pick<Several, 'rings'>>,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const planned = await planRings(several, parts, texts)
  if ('kind' in planned) return planned
  const { version, ...exact } = planned
  const { service = '' } = exact.deployments[0] ?? {}
  const names = exact.rings?.stages?.map(({ ring }) => ring) ?? []
  return asPlan(exact, texts.rings.title({ service, version, rings: names.join(texts.several.joint) }), parts)
}

function asPlan(exact: Several, title: string, { newId }: PlanParts): PlanResult {
  const plan: WorkflowPlan = {
    kind: 'workflow',
    definition: workflowOfSeveral(exact, title),
    inputs: {},
    confirm: 'declared',
    key: newId(),
    several: exact,
  }
  return { kind: 'plan', plan }
}
