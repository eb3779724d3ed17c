import type { Place } from '../place.ts'
import type { DeployPlan } from '../plans/deploy.ts'
import type { DeployStrategy } from '../release.ts'
import type { Risk } from '../risk.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'
import { type RingPlan, ringSteps } from './ring-steps.ts'

/** One of several deployments that were asked for in one request. */
export interface WantedDeployment {
  readonly service: string
  readonly environment: string
  /** As it was said. */
  readonly ref: string
  /** The commit that it means; left out before it is planned. */
  readonly sha?: string
  readonly strategy?: DeployStrategy
  /** What it does, as a person reads it; left out before it is planned. */
  readonly title?: string
  /** The same by itself, as a person would be asked about it; left out before it is planned. */
  readonly plan?: DeployPlan
  /** What it was judged to risk when it was asked about. */
  readonly risk?: Risk
}

/** Several deployments, one after the other. */
export interface Several {
  readonly deployments: readonly WantedDeployment[]
  /** Each but the first waits until what was deployed before it is healthy. */
  readonly whenHealthy?: true
  /** Where the one before the first was deployed, by an earlier task: with `whenHealthy` the first waits for its health. */
  readonly after?: Place
  /** They are the environments of rings; the deployments are those alone that do not have the release yet, once planned. */
  readonly rings?: RingPlan
}

/** No file has this name: workflows of a team begin with a letter. */
const SEVERAL = '_several'

/** The workflow that does them in their order: one that fails ends it, and the ones behind it are not started. Pure. */
export function workflowOfSeveral(several: Several, title: string): WorkflowDefinition {
  const { deployments, rings } = several
  const alone = deployments.map((one, index) => deployStep(one, index, []))
  const steps = rings ? ringSteps(alone, rings) : inOrder(several)
  return { id: SEVERAL, title, inputs: {}, phrases: [], confirm: true, steps }
}

function inOrder({ deployments, whenHealthy, after }: Several): readonly StepDefinition[] {
  return deployments.flatMap((one, index): readonly StepDefinition[] => {
    const earlier = index === 0 ? [] : [deployStepId(index - 1)]
    const before = deployments[index - 1] ?? after
    if (!whenHealthy || !before) return [deployStep(one, index, earlier)]
    return [healthStep(before, index, earlier), deployStep(one, index, [`healthy-${index}`])]
  })
}

/** What the person behind a step was shown of its risk: its own task is held against that. */
export const riskSeenFor = ({ deployments }: Several, step: string): Risk | undefined =>
  deployments.find((_, index) => step === deployStepId(index))?.risk

/** What was confirmed of a step: the release, its contents and the way that its own task must keep to. */
export const confirmedOf = ({ deployments }: Several, step: string): DeployPlan | undefined =>
  deployments.find((_, index) => step === deployStepId(index))?.plan

const deployStepId = (index: number): string => `deploy-${index + 1}`

function deployStep(one: WantedDeployment, index: number, needs: readonly string[]): StepDefinition {
  const { service, environment, ref, sha, strategy, title } = one
  return {
    id: deployStepId(index),
    title: title ?? `${service} → ${environment}`,
    uses: 'deploy',
    with: { service, environment, version: sha ?? ref, ...(strategy && { strategy }) },
    needs,
  }
}

/** Asked right before the next one: where it is not healthy, the rest is not started. */
function healthStep({ service, environment }: Place, index: number, needs: readonly string[]): StepDefinition {
  return {
    id: `healthy-${index}`,
    title: `${service} · ${environment} ✓`,
    uses: 'health',
    with: { service, environment },
    needs,
  }
}
