import type { Desk, Methods } from './answer.ts'

/** Who the token is of. */
export function accountMethods({ workspace, host }: Desk): Methods {
  const { team, name, botUser, botId, enterprise, isOrgWide } = workspace.installation
  return {
    'auth.test': () => ({
      ok: true,
      user_id: botUser,
      bot_id: botId,
      user: 'shipmate',
      team: name,
      url: `https://${name.toLowerCase()}.slack.com/`,
      team_id: team,
      ...(enterprise && { enterprise_id: enterprise }),
      is_enterprise_install: isOrgWide ?? false,
    }),
    'auth.revoke': () => ({ ok: true, revoked: true }),
    'apps.connections.open': () => ({ ok: true, url: `ws://${host()}/link` }),
    'bots.info': () => ({ ok: true, bot: { id: botId, name: 'shipmate', user_id: botUser, app_id: 'A1' } }),
    'team.info': () => ({ ok: true, team: { id: team, name, domain: name.toLowerCase() } }),
  }
}
