import { APP_TOKEN, BOT_TOKEN } from '../slack/server.ts'

/** Who uses the page, on both platforms. */
const PEOPLE = ['ana', 'ben', 'cora'] as const

const ROLES: Readonly<Record<(typeof PEOPLE)[number], string>> = { ana: 'deployer', ben: 'owner', cora: 'viewer' }

/** Where the two simulated platforms are, and who their people are. */
export interface Platforms {
  readonly slack: { readonly apiUrl: string; userId(name: string): string }
  readonly discord: { readonly apiUrl: string; readonly token: string; userId(name: string): string }
}

/** While it is recreated nobody is served, so somebody else has to agree: so that there is something to approve. */
const APPROVALS = [{ environments: ['production'], strategies: ['recreate'], roles: ['owner'] }]

/** The `shipmate.yaml` of the page's team, in JSON, which YAML includes. Ana deploys, Ben approves, Cora looks. */
export function teamFile({ slack, discord }: Platforms): string {
  const members = [slack, discord].flatMap(({ userId }) =>
    PEOPLE.map((name) => ({ user: userId(name), name, roles: [ROLES[name]] })),
  )
  const file = {
    dataDir: 'data',
    log: { file: 'bot.log' },
    slack: { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.apiUrl },
    discord: { token: discord.token, apiUrl: discord.apiUrl },
    approvals: APPROVALS,
    access: { members: [...members, { everyone: true, roles: ['viewer'] }] },
  }
  return `${JSON.stringify(file, undefined, 2)}\n`
}
