import type { Workspace } from '../workspace.ts'
import { type Desk, type Methods, refuse } from './answer.ts'

/** Who is in the workspace. */
export function peopleMethods({ workspace }: Desk): Methods {
  return {
    'users.info': ({ user = '' }) =>
      /^[UW][A-Z0-9_]*$/.test(user) ? { ok: true, user: describePerson(workspace, user) } : refuse('user_not_found'),
    'usergroups.list': ({ include_users }) => ({ ok: true, usergroups: groups(workspace, include_users === 'true') }),
    'usergroups.users.list': ({ usergroup = '' }) => ({ ok: true, users: workspace.groups.get(usergroup) ?? [] }),
  }
}

function groups(workspace: Workspace, withUsers: boolean) {
  return [...workspace.groups].map(([id, users]) => ({ id, handle: id.toLowerCase(), ...(withUsers && { users }) }))
}

/** `UANA` is called ana, and lives in Berlin. */
function describePerson(workspace: Workspace, user: string): object {
  const name = nameOf(user)
  const told = workspace.people.get(user)
  return {
    id: user,
    team_id: workspace.installation.team,
    name,
    real_name: name,
    deleted: false,
    is_bot: user === workspace.installation.botUser,
    is_restricted: false,
    is_ultra_restricted: false,
    tz: 'Europe/Berlin',
    tz_label: 'Central European Time',
    tz_offset: 3_600,
    locale: 'en-US',
    ...told,
    profile: { display_name: name, real_name: name, ...told?.profile },
  }
}

export function nameOf(user: string): string {
  return user.slice(1).toLowerCase()
}
