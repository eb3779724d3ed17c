import { UndeliverableError } from '../../../../src/ports/chat-platform.ts'
import type { ConnectedWorkspace } from '../connect-workspace.ts'
import { slackErrorCode } from '../slack-errors.ts'
import { calledIn, workspaceName } from './called.ts'
import { cardFor } from './card-for.ts'
import { groupsOfAll } from './groups-of-all.ts'
import { ownId, qualified, siteOf } from './qualified.ts'
import type { Registry, Served } from './registry.ts'

type ChatParts = ConnectedWorkspace['chat']

/** What Slack answers to a token that is of no use any more, because the app was removed or for whatever reason. */
const DEAD: ReadonlySet<string> = new Set(['account_inactive', 'invalid_auth', 'token_expired', 'token_revoked'])

/** One platform of all workspaces: each id says in which of them it is, and everything goes there with that one's token. */
export function chatOfAll(home: ChatParts, registry: Registry): ChatParts {
  /** Tries once more where the bot was installed again meanwhile: a dead token has done nothing. */
  async function speakIn<T>(site: string, call: (chat: ChatParts) => Promise<T>): Promise<T> {
    const served = await registry.find(site)
    if (!served) throw notInstalled(site)
    try {
      return await call(served.chat)
    } catch (error) {
      if (!isDead(error)) throw error
      const again = await foundAgain(site, served)
      if (!again) throw notInstalled(site, error)
      return call(again.chat)
    }
  }

  async function foundAgain(site: string, before: Served): Promise<Served | undefined> {
    registry.changed(site)
    const now = await registry.find(site)
    return now?.installation.token === before.installation.token ? undefined : now
  }

  return {
    ...home,
    async post(to, card, options) {
      const site = siteOf(to.kind === 'thread' ? to.thread : to.user)
      if (site === undefined) return home.post(to, card, options)
      const there =
        to.kind === 'thread'
          ? { ...to, thread: ownId(to.thread, site) ?? to.thread }
          : { ...to, user: ownId(to.user, site) ?? to.user }
      const posted = await speakIn(site, (chat) => chat.post(there, cardFor(card, site), options))
      return qualified(posted, site)
    },
    async edit(message, card) {
      const site = siteOf(message)
      if (site === undefined) return home.edit(message, card)
      return speakIn(site, (chat) => chat.edit(ownId(message, site) ?? message, cardFor(card, site)))
    },
    threadUnder(message) {
      const site = siteOf(message)
      const thread = home.threadUnder?.(site === undefined ? message : (ownId(message, site) ?? message)) ?? message
      return site === undefined ? thread : qualified(thread, site)
    },
    groups: groupsOfAll(home.groups, registry),
    // Members of another workspace have here what they are given by name or by a group of theirs, and nothing else.
    standings: { standingOf: async (user) => (siteOf(user) ? 'stranger' : home.standings.standingOf(user)) },
    locales: {
      async localeOf(user) {
        const site = siteOf(user)
        if (site === undefined) return home.locales.localeOf(user)
        return (await registry.find(site))?.chat.locales.localeOf(ownId(user, site) ?? user) ?? {}
      },
    },
    names: {
      async nameOf(user) {
        const site = siteOf(user)
        if (site === undefined) return home.names.nameOf(user)
        const served = await registry.find(site)
        const name = await served?.chat.names.nameOf(ownId(user, site) ?? user)
        return served && name !== undefined ? calledIn(name, workspaceName(served.installation)) : undefined
      },
    },
    async thinking(thread, words) {
      const site = siteOf(thread)
      if (site === undefined) return home.thinking(thread, words)
      const served = await registry.find(site).catch(() => undefined)
      return served?.chat.thinking(ownId(thread, site) ?? thread, words)
    },
    homeChanged() {
      home.homeChanged()
      for (const { chat } of registry.all()) chat.homeChanged()
    },
  }
}

function isDead(error: unknown): boolean {
  const code = slackErrorCode(error) ?? slackErrorCode(error instanceof Error ? error.cause : undefined)
  return DEAD.has(code ?? '')
}

function notInstalled(site: string, cause?: unknown): UndeliverableError {
  return new UndeliverableError(`the bot is not installed in ${site} of slack any more`, {
    why: 'not-installed',
    cause,
  })
}
