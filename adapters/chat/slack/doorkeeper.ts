import type { Logger } from 'pino'
import { createRecent } from '../recent.ts'
import type { Standings } from './standings.ts'
import { type Delivered, foreignTo, readDelivered, senderOf, type Workspace } from './workspace.ts'

/** Of how many people of other workspaces it is remembered that Slack confirms it. */
const STRANGERS_AT_MOST = 10_000

/**
 * Keeps out what is not for the bot's own workspace, and what pretends: a payload that puts somebody of this workspace
 * into another one is believed in neither. Notes for the rest which workspace people belong to.
 */
export function createDoorkeeper(home: Workspace, standings: Standings, log: Logger) {
  const strangers = createRecent<string, true>(STRANGERS_AT_MOST)

  async function refusalOf(from: Delivered): Promise<string | undefined> {
    const foreign = foreignTo(home, from)
    if (foreign !== undefined) return foreign
    const { user, team } = senderOf(from)
    if (user === undefined || team === undefined) return undefined
    if (await isMade(user, team)) return 'its author is of this workspace and said to be of another'
    standings.heard(user, team)
    return undefined
  }

  /** In an organisation people may be of several workspaces at once, so there this tells nothing. */
  async function isMade(user: string, team: string): Promise<boolean> {
    if (team === home.team || home.enterprise !== undefined || strangers.get(user)) return false
    if (await standings.isOurs(user)) return true
    strangers.keep(user, true)
    return false
  }

  return async (body: unknown): Promise<boolean> => {
    const from = readDelivered(body)
    const refusal = from === undefined ? 'it names no workspace' : await refusalOf(from)
    if (refusal !== undefined)
      log.warn({ reason: refusal, sender: from && senderOf(from) }, 'slack sent something that is not for us')
    return refusal === undefined
  }
}
