import type { ChangeRequest } from '../domain/change-request.ts'
import type { UserId } from '../domain/ids.ts'
import type { Documents } from '../ports/event-store.ts'
import { namesOf } from './names.ts'

/** What everybody is called whom the card of a change request names. */
export async function peopleOfChange(
  documents: Documents,
  { by, approvals, lapsed, approvers, brokeGlass, state }: ChangeRequest,
): Promise<(user: UserId) => string> {
  const names = await namesOf(documents, [
    by,
    ...approvals.map((given) => given.by),
    ...lapsed.map((one) => one.by),
    ...approvers.people,
    ...(approvers.glass?.people ?? []),
    ...(brokeGlass ? [brokeGlass.by] : []),
    ...(state.kind === 'declined' ? [state.by] : []),
  ])
  return (user) => names.get(user) ?? user
}
