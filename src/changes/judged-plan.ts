import type { Plan } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import type { WorkflowPlan } from '../domain/plans/workflow.ts'
import { type Risk, strictest } from '../domain/risk.ts'
import type { WantedDeployment } from '../domain/workflows/several.ts'
import type { Documents } from '../ports/event-store.ts'
import { judgedAs } from './judged-as.ts'

export interface JudgedPlan<Kind extends Plan = Plan> {
  readonly plan: Kind
  /** Undefined for plans that nobody judges. */
  readonly risk: Risk | undefined
}

/** A plan with what it risks at this moment. Of several deployments each is judged, and the strictest counts for all. */
export async function judgedPlan(
  plan: Plan,
  documents: Documents,
  judge: (plan: DeployPlan) => Promise<Risk>,
): Promise<JudgedPlan> {
  if (plan.kind === 'workflow') return judgedSeveral(plan, judge)
  const judged = await judgedAs(plan, documents)
  return { plan, risk: judged && (await judge(judged)) }
}

async function judgedSeveral(
  plan: WorkflowPlan,
  judge: (plan: DeployPlan) => Promise<Risk>,
): Promise<JudgedPlan<WorkflowPlan>> {
  const { several } = plan
  if (!several) return { plan, risk: undefined }
  const deployments: WantedDeployment[] = []
  // One after the other: a model may be asked about each.
  for (const one of several.deployments) deployments.push(one.plan ? { ...one, risk: await judge(one.plan) } : one)
  const [first, ...others] = deployments.flatMap(({ risk }) => (risk ? [risk] : []))
  return { plan: { ...plan, several: { ...several, deployments } }, risk: first && strictest(first, others) }
}
