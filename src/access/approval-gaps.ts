import type { ApprovalRule } from '../domain/approvals/approval-rule.ts'
import { type LinkedPerson, personBehind } from '../domain/same-person.ts'
import { approvingMembers } from './approval-rights.ts'
import type { AccessPolicy } from './policy.ts'

/**
 * Rules for approvals that nobody could ever meet, as sentences: a role nobody has, or fewer people than are needed. Whoever
 * asks does not count, so one who asks is left out where all are named one by one.
 */
export function approvalGaps(
  rules: readonly ApprovalRule[],
  policy: AccessPolicy,
  people: readonly LinkedPerson[],
): readonly string[] {
  return rules.flatMap((rule, index) => {
    const { count, roles, services, environments, name } = rule
    const what = roles.length === 0 ? 'the right change.approve' : `the role ${roles.join(' or ')}`
    const called = name === undefined ? `approvals.${index}` : `approvals.${index} (${name})`
    const where = {
      service: services?.[0] ?? ANY,
      ...(environments?.[0] !== undefined && { environment: environments[0] }),
    }
    const members = approvingMembers([rule], where, {
      ...policy,
      roles: policy.roles.map((role) => reaching(role, where)),
    })
    if (members.length === 0)
      return [
        `${called}: nobody has ${what}, so what it covers can never be approved. Give it to somebody under access:.`,
      ]
    const named = members.flatMap(({ who }) => (who.kind === 'user' ? [personBehind(who.user, people)] : []))
    const isClosed = named.length === members.length
    if (!isClosed || new Set(named).size >= count) return []
    return [`${called}: it needs ${count} people with ${what}, and only ${new Set(named).size} has it.`]
  })
}

/** Stands for a service that a rule does not name. */
const ANY = ''

/** A role that is limited to some services may still meet a rule for all of them there. */
function reaching<Role extends { readonly services?: readonly string[] }>(
  role: Role,
  where: { readonly service: string },
): Role {
  if (where.service !== ANY) return role
  const { services: _, ...anywhere } = role
  return anywhere as Role
}
