import type { Logger } from 'pino'
import { createRecent } from '../../recent.ts'
import { type Delivered, foreignTo, isDeletion, readDelivered, senderOf, type Workspace } from '../workspace.ts'
import type { Visitors } from '../workspaces/visitors.ts'
import type { Standings } from './standings.ts'

/** Of how many people of other workspaces it is remembered that Slack confirms it. */
const STRANGERS_AT_MOST = 10_000

/**
 * Keeps out what is not for the bot's own workspace, and what pretends: a payload that puts somebody of this workspace
 * into another one is believed in neither. Notes for the rest which workspace people belong to.
 * @param visitors Left out where people of other workspaces are nobody elsewhere.
 */
export function createDoorkeeper(home: Workspace, standings: Standings, log: Logger, visitors?: Visitors) {
  const strangers = createRecent<string, true>(STRANGERS_AT_MOST)

  async function refusalOf(from: Delivered): Promise<string | undefined> {
    const foreign = foreignTo(home, from)
    if (foreign !== undefined) return foreign
    if (isDeletion(from)) return undefined
    const { user, team } = senderOf(from)
    if (home.ownPeopleOnly && from.is_ext_shared_channel && !(await isOwn(user, team)))
      return 'its author is of another workspace, and only the home workspace hears those'
    if (user === undefined) return undefined
    if (team !== undefined && (await isMade(user, team)))
      return 'its author is of this workspace and said to be of another'
    if (visitors && !(await isKnown(visitors, user, team)))
      return 'its author is of another workspace, and it cannot be told whether that has the app'
    if (team !== undefined) standings.heard(user, team)
    return undefined
  }

  /** Of an organisation a payload may name it, or any workspace of it: then Slack says where somebody belongs. */
  async function isOwn(user: string | undefined, team: string | undefined): Promise<boolean> {
    if (team === home.team) return true
    if (home.enterprise === undefined || user === undefined) return false
    return (await standings.placesOf(user))?.includes(home.team) ?? false
  }

  /** Slack's own word comes first: only it tells the organisation of a workspace. */
  async function isKnown(visitors: Visitors, user: string, team: string | undefined): Promise<boolean> {
    const places = team === home.team ? [] : await placesOf(user, team)
    if (places === undefined) return false
    await visitors.heard(user, places.some(isHome) ? [] : places)
    return true
  }

  async function placesOf(user: string, team: string | undefined): Promise<readonly string[] | undefined> {
    const shown = await standings.placesOf(user)
    // The id of a workspace alone does not say of which organisation it is.
    if (!shown?.length) return team?.startsWith('E') ? [team] : undefined
    return team === undefined ? shown : [...shown, team]
  }

  const isHome = (place: string): boolean => place === home.team || place === home.enterprise

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
