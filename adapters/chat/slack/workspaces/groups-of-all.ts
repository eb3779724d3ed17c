import type { GroupDirectory } from '../../../../src/ports/chat-platform.ts'
import { calledIn, workspaceName } from './called.ts'
import { everybodyIn, ownId, qualified, siteOf } from './qualified.ts'
import type { Registry, Served } from './registry.ts'

/** User groups of all workspaces. All members of an installed one are a group as well, which may be given rights. */
export function groupsOfAll(home: GroupDirectory, registry: Registry): GroupDirectory {
  return {
    async groupsOf(user) {
      const site = siteOf(user)
      if (site === undefined) return home.groupsOf(user)
      const served = await registry.find(site)
      const own = ownId(user, site)
      return served && own !== undefined ? groupsIn(served, own) : []
    },
    toldOf: (user) => (siteOf(user) === undefined ? home.toldOf?.(user) : undefined),
    async nameOf(group) {
      const site = siteOf(group)
      if (site === undefined) return home.nameOf?.(group)
      const served = await registry.find(site)
      if (!served) return undefined
      const workspace = workspaceName(served.installation)
      if (group === everybodyIn(site)) return `${workspace} (Slack)`
      const own = ownId(group, site)
      const name = own === undefined ? undefined : await served.chat.groups.nameOf?.(own)
      return name === undefined ? undefined : calledIn(name, workspace)
    },
    async membersOf(group) {
      const site = siteOf(group)
      if (site === undefined) return home.membersOf?.(group)
      const own = ownId(group, site)
      if (own === undefined) return undefined
      const members = await (await registry.find(site))?.chat.groups.membersOf?.(own)
      return members?.map((member) => qualified(member, site))
    },
  }
}

async function groupsIn({ chat, installation: { site } }: Served, user: string): Promise<readonly string[]> {
  const [groups, standing] = await Promise.all([chat.groups.groupsOf(user), chat.standings.standingOf(user)])
  return [...groups.map((group) => qualified(group, site)), ...(standing === 'member' ? [everybodyIn(site)] : [])]
}
