import type { Logger } from 'pino'
import { z } from 'zod'
import type { DeferringApp } from '../connection/deferring-app.ts'
import type { Installation } from './installation.ts'
import type { Installations } from './installations.ts'
import type { Registry } from './registry.ts'

const happened = z.object({
  event_time: z.number(),
  team_id: z.string().nullish().catch(undefined),
  authorizations: z
    .array(z.object({ enterprise_id: z.string().nullish(), is_enterprise_install: z.boolean().nullish() }))
    .nullish()
    .catch([]),
})
/** The users whose tokens are of no use any more; those of apps are users as well. */
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).catch([]).default([]) }) })

export interface RemovalParts {
  readonly installations: Pick<Installations, 'find' | 'remove'>
  readonly registry: Pick<Registry, 'changed' | 'find'>
  readonly log: Logger
}

/**
 * Forgets an installation that Slack says is over. One that was made since, as when the news came late, stays, and so does
 * one of a whole organisation when one of its workspaces removes the app.
 */
export function listenToRemovals(
  app: DeferringApp,
  { site }: Pick<Installation, 'site'>,
  { installations, registry, log }: RemovalParts,
): void {
  async function remove(body: unknown, isMeant: (kept: Installation) => boolean = () => true): Promise<void> {
    const { data } = happened.safeParse(body)
    // As it is kept now: another process may have put the organisation's in place of the workspace's.
    const kept = data && (await installations.find(site))
    if (!kept || !isOver(kept, data) || !isMeant(kept)) return
    // Slack gives whole seconds.
    const isGone = await installations.remove(site, new Date((data.event_time + 1) * 1_000))
    registry.changed(site)
    await registry.find(site)
    if (isGone) log.info({ site }, 'the bot was removed from a slack workspace')
  }

  app.event('app_uninstalled', ({ body }) => remove(body))
  app.event('tokens_revoked', ({ event, body }) =>
    remove(body, ({ botUser }) => revoked.safeParse(event).data?.tokens.bot.includes(botUser) ?? false),
  )
}

/** Whether this very installation is meant: a workspace of an organisation may have had one of its own. */
function isOver({ site, team, enterprise }: Installation, { team_id, authorizations }: z.infer<typeof happened>) {
  if (site !== enterprise || team !== site) return team_id === team
  return (authorizations ?? []).some(
    ({ enterprise_id, is_enterprise_install }) => is_enterprise_install === true && enterprise_id === site,
  )
}
