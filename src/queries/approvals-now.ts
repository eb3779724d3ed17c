import type { Permissions } from '../access/permissions.ts'
import { isMet, type Quorum } from '../domain/approvals/quorum.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'

/** Whether the approvals of a change request count for what is needed, with the rights that their people have now. */
export async function approvalsNow(
  change: ChangeRequest,
  required: readonly Quorum[],
  permissions: Pick<Permissions, 'approvalStanding'>,
): Promise<'met' | 'missing' | 'in-doubt'> {
  if (change.brokeGlass) return 'met'
  const where = whereOf(change)
  const standing = ({ by, groups }: { readonly by: UserId; readonly groups: readonly GroupId[] }) =>
    permissions.approvalStanding({ user: by, groups }, where)
  const [asker, votes] = await Promise.all([standing(change), Promise.all(change.approvals.map(standing))])
  if (isMet(required, votes, asker.person)) return 'met'
  return votes.some(({ inDoubt }) => inDoubt) ? 'in-doubt' : 'missing'
}
