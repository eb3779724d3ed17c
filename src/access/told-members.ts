import type { AccessPolicy, Grantee, Member } from './policy.ts'

/** What a platform calls somebody or a group; undefined where it is not known. Never throws. */
export type CalledOf = (who: Grantee) => Promise<string | undefined>

/**
 * The policy as people are told of it: entries that the configuration gives no name have the one people know them by.
 * Only those that will be told are looked up, since a policy may hold hundreds.
 */
export async function withNames(
  { roles, members }: AccessPolicy,
  told: (policy: AccessPolicy) => readonly Member[],
  calledOf: CalledOf,
): Promise<AccessPolicy> {
  const needed = new Set(told({ roles, members }))
  const named = members.map(async (member) => {
    if (member.name !== undefined || !needed.has(member)) return member
    const name = await calledOf(member.who)
    return name === undefined ? member : { ...member, name }
  })
  return { roles, members: await Promise.all(named) }
}
