import type { Logger } from 'pino'
import { z } from 'zod'
import type { DeferringApp } from '../deferring-app.ts'
import type { Installation } from './installation.ts'
import type { Installations } from './installations.ts'
import type { Registry } from './registry.ts'

const happened = z.object({ event_time: z.number() })
/** The users whose tokens are of no use any more; those of apps are users as well. */
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).catch([]).default([]) }) })

export interface RemovalParts {
  readonly installations: Pick<Installations, 'remove'>
  readonly registry: Pick<Registry, 'changed' | 'find'>
  readonly log: Logger
}

/** Forgets an installation that Slack says is over. One that was made since, as when the news came late, stays. */
export function listenToRemovals(
  app: DeferringApp,
  { site, botUser }: Installation,
  { installations, registry, log }: RemovalParts,
): void {
  async function remove(body: unknown): Promise<void> {
    const { data } = happened.safeParse(body)
    if (!data) return
    // Slack gives whole seconds.
    const isGone = await installations.remove(site, new Date((data.event_time + 1) * 1_000))
    registry.changed(site)
    await registry.find(site)
    if (isGone) log.info({ site }, 'the bot was removed from a slack workspace')
  }

  app.event('app_uninstalled', ({ body }) => remove(body))
  app.event('tokens_revoked', async ({ event, body }) => {
    if (revoked.safeParse(event).data?.tokens.bot.includes(botUser)) await remove(body)
  })
}
