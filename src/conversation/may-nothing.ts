import type { Permissions } from '../access/permissions.ts'
import { OPEN_TO_ALL } from '../access/policy.ts'
import { ALL_INTENTS } from '../capabilities/capabilities.ts'
import type { PendingMessage } from '../domain/projections.ts'

const NEED_A_ROLE = ALL_INTENTS.filter((intent) => !OPEN_TO_ALL.has(intent))

/** Somebody may do nothing anywhere, besides what is open to everybody. No model works for them. */
export async function mayNothing(
  { permissions }: { readonly permissions: Pick<Permissions, 'allowed'> },
  { by, groups }: Pick<PendingMessage, 'by' | 'groups'>,
): Promise<boolean> {
  return (await permissions.allowed({ user: by, groups }, NEED_A_ROLE)).length === 0
}
