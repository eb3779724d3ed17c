import { counts, type Quorum, type Vote } from '../domain/approvals/quorum.ts'
import type { UserId } from '../domain/ids.ts'
import type { Whereabouts } from '../domain/place.ts'
import { isNobody } from '../domain/policy-actor.ts'
import { covers, grantsBy, grantsOf, reaches } from './covers.ts'
import type { AccessPolicy, AccessRequest, Member, Person } from './policy.ts'

/** The right to approve where a rule names no roles. */
const APPROVE = 'change.approve'
/** The right to start in an emergency what nobody has approved. */
export const BREAK_GLASS = 'change.break-glass'

/** What somebody holds towards a change at a place. */
export interface ApprovalStanding extends Vote {
  readonly mayBreakGlass: boolean
  /** The platform did not say who they are or in which groups; knowing it might add to this. */
  readonly inDoubt: boolean
}

const right = (intent: string, where: Whereabouts): AccessRequest => ({ intent, effect: 'danger', ...where })

export function approvalStanding(
  person: Person,
  name: string,
  where: Whereabouts,
  policy: AccessPolicy,
): ApprovalStanding {
  const roles = grantsOf(person, policy).map(({ role }) => role)
  const may = (intent: string): boolean => roles.some((role) => covers(role, right(intent, where)))
  return {
    person: name,
    roles: [...new Set(roles.filter((role) => reaches(role, where)).map((role) => role.name))],
    hasRight: may(APPROVE),
    mayBreakGlass: may(BREAK_GLASS),
    inDoubt: person.groups === 'unknown' || person.standing === 'unknown',
  }
}

/** The entries of the policy whose people would count for any of these quorums there. */
export function approvingMembers(
  quorums: readonly Quorum[],
  where: Whereabouts,
  policy: AccessPolicy,
): readonly Member[] {
  return policy.members.filter(isSomebody).filter((member) => {
    const vote = voteBy(member, where, policy)
    return quorums.some((quorum) => counts(quorum, vote))
  })
}

/** What an entry of the policy gives those behind it towards an approval there. */
export function voteBy(member: Member, where: Whereabouts, policy: AccessPolicy): Omit<Vote, 'person'> {
  const roles = grantsBy(member, policy).map(({ role }) => role)
  return {
    roles: roles.filter((role) => reaches(role, where)).map(({ name }) => name),
    hasRight: roles.some((role) => covers(role, right(APPROVE, where))),
  }
}

export function breakingGlassMembers(where: Whereabouts, policy: AccessPolicy): readonly Member[] {
  return policy.members
    .filter(isSomebody)
    .filter((member) => grantsBy(member, policy).some(({ role }) => covers(role, right(BREAK_GLASS, where))))
}

/** What starts workflows at their moment answers nothing, whatever its roles are. */
const isSomebody = ({ who }: Member): boolean => who.kind !== 'user' || !isNobody(who.user)

/** People one by one, and what is only known by name. */
export interface KnownMembers {
  readonly people: readonly UserId[]
  readonly others: readonly Member[]
}

/** Those behind entries of the policy. @param membersOf Undefined where the platform does not list a group. */
export async function peopleBehind(
  members: readonly Member[],
  membersOf: (group: string) => Promise<readonly UserId[] | undefined>,
): Promise<KnownMembers> {
  const found = await Promise.all(
    members.map(async (member): Promise<KnownMembers> => {
      if (member.who.kind === 'user') return { people: [member.who.user], others: [] }
      const people = member.who.kind === 'group' ? await membersOf(member.who.group) : undefined
      return people ? { people, others: [] } : { people: [], others: [member] }
    }),
  )
  return {
    people: [...new Set(found.flatMap(({ people }) => people))],
    others: found.flatMap(({ others }) => others),
  }
}
