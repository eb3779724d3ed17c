import type { ApprovalStanding } from '../../access/approval-rights.ts'
import { asAsker } from '../../domain/approvals/as-asker.ts'
import type { ChangeRequest, GivenApproval } from '../../domain/change-request.ts'
import type { GroupId, UserId } from '../../domain/ids.ts'
import { whereOf } from '../../domain/plan.ts'
import type { ChangeParts } from '../parts.ts'

/** Somebody who answers a change request. */
export interface ChangeAnswerer {
  readonly by: UserId
  readonly groups: readonly GroupId[]
  /** The plan that was before them, as the request counts its plans: a yes to it is none to another. */
  readonly round: number
}

/** What everybody holds at this moment whose word counts. */
export interface Standings {
  readonly asker: ApprovalStanding
  readonly own: ApprovalStanding
  readonly given: readonly { readonly approval: GivenApproval; readonly standing: ApprovalStanding }[]
}

/** Asked of the platforms, so it may be in doubt. */
export async function standingsOf(
  { permissions }: ChangeParts,
  { plan, by: asked, groups: theirs, approvals, takenBy = [] }: ChangeRequest,
  { by, groups }: ChangeAnswerer,
): Promise<Standings> {
  const where = whereOf({ plan })
  const standing = (user: UserId, of: readonly GroupId[]) => permissions.approvalStanding({ user, groups: of }, where)
  const [asker, own, takers, given] = await Promise.all([
    standing(asked, theirs),
    standing(by, groups),
    Promise.all(takenBy.map((taker) => standing(taker, []))),
    Promise.all(
      approvals.map(async (approval) => ({ approval, standing: await standing(approval.by, approval.groups) })),
    ),
  ])
  const known = (one: ApprovalStanding): ApprovalStanding => asAsker(one, asker, takers)
  return { asker, own: known(own), given: given.map((one) => ({ ...one, standing: known(one.standing) })) }
}
