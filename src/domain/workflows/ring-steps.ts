import { rolesFor, type StepDefinition } from './definition.ts'

/** Rings that a release goes to in one request. */
export interface RingPlan {
  /** Those that were asked for, in their order. */
  readonly names: readonly string[]
  /** What is left to do of them; left out before it is planned. */
  readonly stages?: readonly RingStage[]
}

/** A ring that a release still goes to. */
export interface RingStage {
  readonly ring: string
  /** How many of the deployments are its own; they follow each other. */
  readonly count: number
  /** What must hold of the ring before it. */
  readonly after?: RingBefore
  /** What others must approve before it starts. */
  readonly approvals: readonly RingApproval[]
}

interface RingBefore {
  readonly ring: string
  readonly service: string
  readonly sha: string
  readonly environments: readonly string[]
  /** How long it must have had the release: minutes from when it got it, or until a moment, ISO 8601 in UTC. */
  readonly bake?: { readonly minutes: number } | { readonly until: string }
}

interface RingApproval {
  readonly role: string
  /** Holders of these count just as well. */
  readonly orRoles?: readonly string[]
  readonly count: number
  /** A duration. */
  readonly expires: string
}

/** The steps of all stages: waiting for the ring before, its health, approvals, and then the deployments. Pure. */
export function ringSteps(
  deployments: readonly StepDefinition[],
  { stages = [] }: RingPlan,
): readonly StepDefinition[] {
  // Before it is planned it only says which places it is about.
  if (stages.length === 0) return deployments
  const steps: StepDefinition[] = []
  let next = 0
  for (const [index, stage] of stages.entries()) {
    const last = () => steps.slice(-1).map(({ id }) => id)
    for (const step of gatesOf(stage, index + 1)) steps.push({ ...step, needs: last() })
    for (const deployment of deployments.slice(next, next + stage.count)) steps.push({ ...deployment, needs: last() })
    next += stage.count
  }
  return steps
}

function gatesOf({ ring, after, approvals }: RingStage, number: number): readonly StepDefinition[] {
  const asked = approvals.map(
    (approval, index): StepDefinition => ({
      id: `approve-${number}-${index + 1}`,
      title: `${ring} · ${rolesFor(approval).join(' / ')}`,
      uses: 'approval',
      with: approval,
      needs: [],
    }),
  )
  return [...(after ? waitsFor(after, number) : []), ...asked]
}

function waitsFor({ ring, service, sha, environments, bake }: RingBefore, number: number): readonly StepDefinition[] {
  const wait: readonly StepDefinition[] = bake
    ? [
        {
          id: `bake-${number}`,
          title: `${ring} ⏳`,
          uses: 'wait',
          with: 'until' in bake ? { until: bake.until } : { for: `${Math.ceil(bake.minutes * 60)}s` },
          needs: [],
        },
      ]
    : []
  // Asked at the end of the wait: a release that was rolled back meanwhile goes no further.
  const health = environments.map(
    (environment, index): StepDefinition => ({
      id: `healthy-${number}-${index + 1}`,
      title: `${service} · ${environment} ✓`,
      uses: 'health',
      with: { service, environment, sha },
      needs: [],
    }),
  )
  return [...wait, ...health]
}
