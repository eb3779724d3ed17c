import { createMemoryInstallations } from '../../../adapters/store/memory/memory-installations.ts'
import type { InstallationStore } from '../../../src/ports/installation-store.ts'
import { type ConnectedOptions, connected, type Transport } from './connected.ts'
import { CLIENT_ID, CLIENT_SECRET } from './install.ts'
import type { SlackServer } from './server.ts'
import { HOME, type Installation } from './workspace.ts'

/** A second workspace in which everything has the same ids as at home. */
export const DOCK: Installation = { ...HOME, team: 'T2', name: 'Dock', token: 'xoxb-dock' }

export const INSTALLATION_KEY = Buffer.alloc(32, 7).toString('base64')
const PUBLIC_URL = 'https://shipmate.example.com'

/** What lets others install the app of the simulator. */
export function installSettings(store: InstallationStore = createMemoryInstallations()) {
  return {
    ...{ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, stateSecret: 'harbour-state', publicUrl: PUBLIC_URL },
    ...{ key: INSTALLATION_KEY, olderKeys: [], store },
  }
}

/** A browser at the two pages. @param port Where the bot serves them. */
export function browserAt(port: number | undefined) {
  let cookie = ''
  async function opens(path: string): Promise<{ readonly status: number; readonly text: string }> {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return { status: answer.status, text: await answer.text() }
  }
  return {
    opens,
    /** Where the first page leads: Slack's own page, which asks whether to allow the app. */
    async authorizeUrl(): Promise<string> {
      const { text } = await opens('/slack/install')
      return /href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? 'no link'
    },
    /** The way back from Slack, through whatever proxy stands before the bot. */
    returns(address: string) {
      const { pathname, search } = new URL(address)
      return opens(pathname + search)
    },
    takes(given: string): void {
      cookie = given
    },
    /** A browser without what this one was given. */
    forgets(): void {
      cookie = ''
    },
  }
}

/** Somebody installs the app in another workspace, by the pages. Gives what drives that one, and what the browser shows. */
export async function installed(slack: SlackServer, port: number | undefined, installation: Installation = DOCK) {
  const browser = browserAt(port)
  const page = await browser.returns(slack.installs.allow(await browser.authorizeUrl(), installation))
  return { page, there: slack.install(installation) }
}

/** A bot at home in one workspace and installed in a second one. */
export async function inTwoWorkspaces(transport: Transport, options: ConnectedOptions = {}) {
  const store = createMemoryInstallations()
  const config = { ...options.config, installs: installSettings(store), port: 0 }
  const home = await connected(transport, { ...options, config })
  const { page, there } = await installed(home.slack, home.chat.port)
  return { ...home, store, page, there }
}
