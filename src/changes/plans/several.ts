import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { WorkflowPlan } from '../../domain/plans/workflow.ts'
import type { StepWords } from '../../domain/workflows/ring-steps.ts'
import { type Several, type WantedDeployment, workflowOfSeveral } from '../../domain/workflows/several.ts'
import { severalTitle, stepTitle } from '../../texts/several-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { PlanParts, PlanResult } from './planned.ts'
import { planRings } from './rings.ts'
import { deploymentOf } from './wanted-deployment.ts'
import type { WorkflowRequest } from './workflow-request.ts'

/** Several deployments as one request: a workflow that nobody has written. */
export function severalRequest(several: Several): WorkflowRequest {
  return { kind: 'workflow', definition: workflowOfSeveral(several, '', UNSAID), inputs: {}, several }
}

/** Before it is planned nobody reads its steps. */
const UNSAID: StepWords = { bake: ({ ring }) => ring, check: ({ environment }) => environment }

/** Makes each of them exact; where one cannot be had, there is no plan at all. */
export async function planSeveral(several: Several, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  const { rings } = several
  if (rings) return ringByRing({ ...several, rings }, parts, texts)
  const planned: WantedDeployment[] = []
  const plans: DeployPlan[] = []
  const notes: string[] = []
  for (const wanted of several.deployments) {
    const found = await deploymentOf(wanted, parts, texts)
    if (found.kind === 'problem') return found
    const { plan, note } = found
    plans.push(plan)
    if (note !== undefined) notes.push(note)
    const { service, environment, ref, strategy, image } = wanted
    const title = stepTitle(plan, texts)
    const how = { ...(strategy && { strategy }), ...(image && { image }) }
    planned.push({ service, environment, ref, ...how, sha: plan.release.sha, title, plan })
  }
  const exact: Several = { ...several, deployments: planned }
  return { ...asPlan(exact, severalTitle(plans, texts), parts, texts), ...noteOf(notes) }
}

async function ringByRing(
  several: Several & Required<Pick<Several, 'rings'>>,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const planned = await planRings(several, parts, texts)
  if ('kind' in planned) return planned
  const { version, notes, ...exact } = planned
  const { service = '' } = exact.deployments[0] ?? {}
  const names = exact.rings?.stages?.map(({ ring }) => ring) ?? []
  const title = texts.rings.title({ service, version, rings: names.join(texts.several.joint) })
  return { ...asPlan(exact, title, parts, texts), ...noteOf(notes) }
}

const noteOf = (notes: readonly string[]): { readonly note?: string } =>
  notes.length > 0 ? { note: [...new Set(notes)].join(' ') } : {}

function asPlan(
  exact: Several,
  title: string,
  { newId }: PlanParts,
  texts: Texts,
): Extract<PlanResult, { readonly kind: 'plan' }> {
  const plan: WorkflowPlan = {
    kind: 'workflow',
    definition: workflowOfSeveral(exact, title, texts.rings.steps),
    inputs: {},
    confirm: 'declared',
    key: newId(),
    several: exact,
  }
  return { kind: 'plan', plan }
}
