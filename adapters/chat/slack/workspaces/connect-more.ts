import type { Receiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { systemClock } from '../../../../src/ports/clock.ts'
import { type ConnectedWorkspace, connectWorkspace, type WorkspaceSettings } from '../connect-workspace.ts'
import { sinceMs, within } from '../within.ts'
import { readDelivered, siteFrom, type Workspace } from '../workspace.ts'
import { chatOfAll } from './chat-of-all.ts'
import type { TakePage } from './door.ts'
import { inboxOf } from './inbox-of.ts'
import { createInstallPages } from './install-pages.ts'
import type { InstallSettings } from './install-settings.ts'
import type { Installation } from './installation.ts'
import { createInstallations } from './installations.ts'
import { createRegistry, type Registry } from './registry.ts'
import { listenToRemovals } from './removals.ts'
import { createSealing } from './sealing.ts'
import type { InstalledAt } from './visitors.ts'

/** Slack waits three seconds for an acknowledgement; the rest is for what comes after the look. */
const FOUND_WITHIN_MS = 2_000

export interface MoreParts {
  readonly installs: InstallSettings
  readonly settings: WorkspaceSettings
  readonly home: ConnectedWorkspace & { readonly at: Workspace }
  readonly inbox: Inbox
  readonly log: Logger
}

/** All workspaces together. */
export interface MoreWorkspaces {
  readonly chat: ConnectedWorkspace['chat']
  readonly pages: TakePage
  readonly installedAt: InstalledAt
  close(): Promise<void>
}

/** Serves the workspaces that others have installed the app into beside the home workspace. */
export function connectMore({ installs, settings, home, inbox, log }: MoreParts): MoreWorkspaces {
  const { clock = systemClock } = settings
  const installations = createInstallations(installs.store, createSealing(installs.key, installs.olderKeys))
  const connect = (installation: Installation): ConnectedWorkspace => {
    const { token, botUser, botId, address } = installation
    const installed = { token, botUser, botId, address, home: workspaceOf(installation) }
    const workspace = connectWorkspace(installed, settings, NO_RECEIVER, inboxOf(inbox, installation), log)
    listenToRemovals(workspace.app, installation, { installations, registry, log })
    return workspace
  }
  const registry = createRegistry(installations, connect, clock)
  const homeSite = home.at.enterprise ?? home.at.team
  home.app.passOn((body) => appFor(registry, homeSite, body))
  return {
    installedAt: async (place) => (await registry.find(place))?.installation,
    chat: chatOfAll(home.chat, registry),
    pages: createInstallPages({ installs, installations, registry, homeSite, apiUrl: settings.apiUrl, clock, log }),
    close: () => registry.close(),
  }
}

/** What comes for them comes over the connection of the home workspace. */
const NO_RECEIVER: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined }

function workspaceOf({ site, team, enterprise }: Installation): Workspace {
  return { team, orgWide: team === site && enterprise === site, ownPeopleOnly: true, ...(enterprise && { enterprise }) }
}

/** Only finds whom it is for. Whether it is what it says, that one's own doorkeeper looks at. */
async function appFor(registry: Registry, homeSite: string, body: unknown) {
  const from = readDelivered(body)
  const site = from && siteFrom(from)
  if (site === undefined || site === homeSite) return undefined
  const startedAt = performance.now()
  const looked = await within(registry.find(site), FOUND_WITHIN_MS)
  if (looked.kind === 'late') throw new Error(`the installation in ${site} was not found in ${sinceMs(startedAt)} ms`)
  if (looked.kind === 'failed') throw looked.error
  return looked.value?.app
}
