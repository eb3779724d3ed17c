import type { webApi } from '@slack/bolt'
import type { GroupId, UserId } from '../../../../src/domain/ids.ts'
import type { GroupDirectory, ToldUnasked } from '../../../../src/ports/chat-platform.ts'
import type { Clock } from '../../../../src/ports/clock.ts'
import { groupId, userId } from '../addresses.ts'
import { portError } from '../slack-errors.ts'

/** Who is in which groups, of everybody who is in any. */
type Memberships = ReadonlyMap<UserId, readonly GroupId[]>

/**
 * User groups of the workspace (`slack:S…`). One answer of Slack lists the groups of everybody. Slack answers only 20 such
 * questions a minute, so the answer is kept.
 */
export function createGroups(client: webApi.WebClient, clock: Pick<Clock, 'now'>): GroupDirectory {
  /** A name that has changed since does no harm. */
  const names = new Map<GroupId, string>()
  let listed: ToldUnasked<Memberships> | undefined

  async function list(more: { include_users?: true } = {}) {
    const { usergroups = [] } = await client.usergroups.list(more)
    for (const { id = '', handle } of usergroups) if (handle) names.set(groupId(id), `@${handle}`)
    return usergroups
  }

  async function listMembers(): Promise<Memberships> {
    const asOf = clock.now()
    const usergroups = await list({ include_users: true })
    const groups = await Promise.all(
      usergroups.map(async ({ id = '', users }) => ({ id, users: users ?? (await membersOf(client, id)) })),
    )
    const value = membershipsOf(groups)
    if (listed === undefined || listed.asOf <= asOf) listed = { value, asOf }
    return value
  }

  return {
    async nameOf(group) {
      if (!names.has(group)) await list()
      return names.get(group)
    },
    async membersOf(group) {
      try {
        return (await membersOf(client, group.slice(group.indexOf(':') + 1))).map(userId)
      } catch (error) {
        throw portError(error)
      }
    },
    async groupsOf(user) {
      try {
        return (await listMembers()).get(user) ?? []
      } catch (error) {
        throw portError(error)
      }
    },
    toldOf: (user) => listed && { value: listed.value.get(user) ?? [], asOf: listed.asOf },
  }
}

function membershipsOf(groups: readonly { readonly id: string; readonly users: readonly string[] }[]): Memberships {
  const found = new Map<UserId, GroupId[]>()
  for (const { id, users } of groups)
    for (const user of new Set(users.map(userId))) found.set(user, [...(found.get(user) ?? []), groupId(id)])
  return found
}

async function membersOf(client: webApi.WebClient, usergroup: string): Promise<readonly string[]> {
  return (await client.usergroups.users.list({ usergroup })).users ?? []
}
