import type { webApi } from '@slack/bolt'
import type { GroupId } from '../../../src/domain/ids.ts'
import type { GroupDirectory } from '../../../src/ports/chat-platform.ts'
import { groupId, userId } from './addresses.ts'
import { portError } from './slack-errors.ts'

/** User groups of the workspace (`slack:S…`). Each call asks Slack; whoever calls often keeps the answer. */
export function createGroups(client: webApi.WebClient): GroupDirectory {
  /** A name that has changed since does no harm. */
  const names = new Map<GroupId, string>()

  async function list(more: { include_users?: true } = {}) {
    const { usergroups = [] } = await client.usergroups.list(more)
    for (const { id = '', handle } of usergroups) if (handle) names.set(groupId(id), `@${handle}`)
    return usergroups
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
        const usergroups = await list({ include_users: true })
        const memberships = await Promise.all(
          usergroups.map(async ({ id = '', users }) => ({ id, users: users ?? (await membersOf(client, id)) })),
        )
        return memberships
          .filter(({ users }) => users.some((member) => userId(member) === user))
          .map(({ id }) => groupId(id))
      } catch (error) {
        throw portError(error)
      }
    },
  }
}

async function membersOf(client: webApi.WebClient, usergroup: string): Promise<readonly string[]> {
  return (await client.usergroups.users.list({ usergroup })).users ?? []
}
