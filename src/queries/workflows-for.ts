import type { Asker, Permissions } from '../access/permissions.ts'
import { rolesOf } from '../access/plan-access.ts'
import type { Settings } from '../domain/settings.ts'
import type { WorkflowDefinition } from '../domain/workflows/definition.ts'

interface Parts {
  readonly settings: Settings
  readonly permissions: Pick<Permissions, 'decide'>
}

/** The workflows that somebody may start, somewhere. */
export async function workflowsFor(
  { settings: { workflows = [] }, permissions }: Parts,
  asker: Asker,
): Promise<readonly WorkflowDefinition[]> {
  const right = { intent: 'workflow.start', effect: 'change', missing: ['service', 'environment'] } as const
  const decisions = await Promise.all(
    workflows.map((definition) => permissions.decide(asker, { ...right, ...rolesOf({ definition }) })),
  )
  return workflows.filter((_, index) => decisions[index]?.kind === 'allowed')
}
