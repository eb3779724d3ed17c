import { approvingMembers, voteBy } from '../access/approval-rights.ts'
import type { AccessPolicy, Member } from '../access/policy.ts'
import { isMet, type Vote } from '../domain/approvals/quorum.ts'
import type { UserId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import { type LinkedPerson, personBehind } from '../domain/same-person.ts'
import { rolesFor } from '../domain/workflows/definition.ts'
import type { Awaited } from '../domain/workflows/events.ts'

/** What says who may approve. */
export interface Granting {
  readonly policy: AccessPolicy
  /** Whose accounts belong to one person. */
  readonly people: readonly LinkedPerson[]
}

/** Who could approve a step; whoever started the run, or has taken it over, never counts. */
interface StepApprovers {
  readonly people: readonly UserId[]
  /** Known only by name, such as a group. */
  readonly others: readonly Member[]
  /** Nobody, or fewer than are needed. */
  readonly tooFew: boolean
}

/** As the policy says it: no platform is asked, so a group counts as enough people. */
export function stepApprovers(
  run: Run,
  awaited: Extract<Awaited, { readonly kind: 'approval' }>,
  { policy, people: linked }: Granting,
): StepApprovers {
  const quorum = { count: awaited.count, roles: rolesFor(awaited) }
  const where = whereOf(run)
  const asker = personBehind(run.by, linked)
  const takers = (run.takenBy ?? []).map((taker) => personBehind(taker, linked))
  const members = approvingMembers([quorum], where, policy)
  const votes = members.flatMap((member): readonly (Vote & { readonly user: UserId })[] => {
    if (member.who.kind !== 'user') return []
    const { user } = member.who
    const person = personBehind(user, linked)
    return person === asker || takers.includes(person) ? [] : [{ user, person, ...voteBy(member, where, policy) }]
  })
  const others = members.filter(({ who }) => who.kind !== 'user')
  const first = votes.filter((vote, index) => votes.findIndex(({ person }) => person === vote.person) === index)
  return {
    people: first.map(({ user }) => user),
    others,
    tooFew: others.length === 0 && !isMet([quorum], votes, asker),
  }
}
