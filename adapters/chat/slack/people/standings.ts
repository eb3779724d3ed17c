import type { UserId } from '../../../../src/domain/ids.ts'
import type { Standing } from '../../../../src/domain/standing.ts'
import type { StandingDirectory } from '../../../../src/ports/chat-platform.ts'
import { createRecent } from '../../recent.ts'
import { slackUser, userId } from '../addresses.ts'
import { portError, slackErrorCode } from '../slack-errors.ts'
import type { Workspace } from '../workspace.ts'
import type { Described, DescribePerson } from './person-facts.ts'

/** Of how many people it is remembered which workspace their last message named. */
const REMEMBERED_AT_MOST = 10_000

/** People rarely go to another workspace, and in a channel shared with many each message would ask. */
const PLACES_KEPT_MS = 60_000

/** Slack's answers about whoever is nobody here: an answer, and no fault that may pass. */
const NOT_OURS: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible'])

export interface Standings extends StandingDirectory {
  /** Notes which workspace a signed payload says that a person belongs to. */
  heard(user: string, team: string): void
  /** Whether Slack itself, whatever payloads say, counts a person to this workspace. */
  isOurs(user: string): Promise<boolean>
  /** The organisation and workspaces that Slack says somebody is of; undefined where it does not show them. */
  placesOf(user: string): Promise<readonly string[] | undefined>
}

/**
 * Who belongs to the workspace. Slack is asked of each; what payloads said counts too, the stricter of both, and where
 * neither says it nobody is taken for a member.
 */
export function createStandings(describe: DescribePerson, home: Workspace): Standings {
  const teams = createRecent<UserId, string>(REMEMBERED_AT_MOST)
  const places = createRecent<string, { readonly at: number; readonly found: readonly string[] | undefined }>(
    REMEMBERED_AT_MOST,
  )

  async function askPlaces(user: string): Promise<readonly string[] | undefined> {
    try {
      const found = await describe(user)
      const enterprise = found.enterprise_user?.enterprise_id
      return [...(enterprise ? [enterprise] : []), ...teamsOf(found)]
    } catch (error) {
      if (isNotOurs(error)) return undefined
      throw error
    }
  }

  return {
    async isOurs(user) {
      try {
        const found = await describe(user)
        return !found.is_stranger && teamsOf(found).includes(home.team)
      } catch (error) {
        if (isNotOurs(error)) return false
        throw error
      }
    },
    async placesOf(user) {
      const held = places.get(user)
      if (held && performance.now() - held.at < PLACES_KEPT_MS) return held.found
      return places.keep(user, { at: performance.now(), found: await askPlaces(user) }).found
    },
    heard: (user, team) => void teams.keep(userId(user), team),
    async standingOf(user) {
      try {
        return standingFrom(await describe(slackUser(user) ?? user), teams.get(user), home)
      } catch (error) {
        if (isNotOurs(error)) return 'stranger'
        throw portError(error)
      }
    },
  }
}

function isNotOurs(error: unknown): boolean {
  return NOT_OURS.has(slackErrorCode(error) ?? '')
}

function standingFrom(person: Described, said: string | undefined, home: Workspace): Standing {
  if (person.is_stranger || person.deleted || isElsewhere(person, said, home)) return 'stranger'
  return person.is_restricted || person.is_ultra_restricted ? 'guest' : 'member'
}

function teamsOf({ team_id, enterprise_user }: Described): readonly string[] {
  return [...(team_id ? [team_id] : []), ...(enterprise_user?.teams ?? [])]
}

/** @throws {Error} when it cannot be told. */
function isElsewhere(person: Described, said: string | undefined, home: Workspace): boolean {
  const { enterprise_id: enterprise, teams = [] } = person.enterprise_user ?? {}
  if (home.orgWide && enterprise) return enterprise !== home.enterprise
  const named = teamsOf(person)
  if (named.length > 0 && !named.includes(home.team)) return true
  const elsewhere = said !== undefined && said !== home.team && !teams.includes(said)
  if (named.length === 0 && said === undefined) throw new Error('slack does not say which workspace the person is of')
  return elsewhere
}
