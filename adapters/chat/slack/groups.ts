import type { webApi } from '@slack/bolt'
import type { GroupDirectory } from '../../../src/ports/chat-platform.ts'
import { groupId, userId } from './addresses.ts'
import { portError } from './slack-errors.ts'

/** User groups of the workspace (`slack:S…`). Each call asks Slack; whoever calls often keeps the answer. */
export function createGroups(client: webApi.WebClient): GroupDirectory {
  return {
    async groupsOf(user) {
      try {
        const { usergroups = [] } = await client.usergroups.list({ include_users: true })
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
