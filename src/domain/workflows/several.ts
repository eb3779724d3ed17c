import type { DeployStrategy } from '../release.ts'
import type { StepDefinition, WorkflowDefinition } from './definition.ts'

/** One of several deployments that were asked for in one request. */
export interface WantedDeployment {
  readonly service: string
  readonly environment: string
  /** As it was said; a commit once it is planned. */
  readonly ref: string
  readonly strategy?: DeployStrategy
  /** What it does, as a person reads it; left out before it is planned. */
  readonly title?: string
}

/** Several deployments, one after the other. */
export interface Several {
  readonly deployments: readonly WantedDeployment[]
  /** Each but the first waits until what was deployed before it is healthy. */
  readonly whenHealthy?: true
}

/** No file has this name: workflows of a team begin with a letter. */
const SEVERAL = '_several'

/** The workflow that does them in their order: one that fails ends it, and the ones behind it are not started. Pure. */
export function workflowOfSeveral({ deployments, whenHealthy }: Several, title: string): WorkflowDefinition {
  const steps = deployments.flatMap((one, index): readonly StepDefinition[] => {
    const deploy = deployStep(one, index, whenHealthy ? `healthy-${index}` : `deploy-${index}`)
    const before = deployments[index - 1]
    return whenHealthy && before ? [healthStep(before, index), deploy] : [deploy]
  })
  return { id: SEVERAL, title, inputs: {}, phrases: [], confirm: true, steps }
}

function deployStep(one: WantedDeployment, index: number, after: string): StepDefinition {
  const { service, environment, ref: version, strategy, title } = one
  return {
    id: `deploy-${index + 1}`,
    title: title ?? `${service} → ${environment}`,
    uses: 'deploy',
    with: { service, environment, version, ...(strategy && { strategy }) },
    needs: index === 0 ? [] : [after],
  }
}

/** Asked right before the next one: where it is not healthy, the rest is not started. */
function healthStep({ service, environment }: WantedDeployment, index: number): StepDefinition {
  return {
    id: `healthy-${index}`,
    title: `${service} · ${environment} ✓`,
    uses: 'health',
    with: { service, environment },
    needs: [`deploy-${index}`],
  }
}
