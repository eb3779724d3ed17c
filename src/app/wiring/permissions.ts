import { createGroupCache } from '../../access/group-cache.ts'
import { createLookUpCache, LOOK_UP_TIMES, type LookUp, type LookUpTimes } from '../../access/look-up-cache.ts'
import { patientDirectory } from '../../access/patient-directory.ts'
import { createPeopleAskedAbout } from '../../access/people-asked-about.ts'
import {
  createPermissions,
  type Directory,
  type Patiently,
  type PermissionParts,
  type Permissions,
} from '../../access/permissions.ts'
import type { AccessPolicy } from '../../access/policy.ts'
import { tokenOfUser } from '../../domain/api-token.ts'
import { apiTokens, people } from '../../domain/projections.ts'
import type { LinkedPerson } from '../../domain/same-person.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Standing } from '../../domain/standing.ts'
import type { Effect } from '../../domain/understanding.ts'
import type { ConnectedChat, StandingDirectory } from '../../ports/chat-platform.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/event-store.ts'

export interface PermissionsParts {
  readonly settings: Pick<Settings, 'people'>
  /** Whose accounts belong to one person, looked up again. Left out: as the settings say. */
  readonly freshPeople?: () => Promise<readonly LinkedPerson[]>
  readonly store: Documents
  readonly clock: Clock
  readonly policy: AccessPolicy
  readonly effectOf: (intent: string) => Effect
}

/** Who may what. Questions about groups wait until the platforms that know them are connected. */
export function permissionsOf({ store, clock, policy, effectOf, settings, freshPeople }: PermissionsParts): {
  readonly permissions: Permissions
  /** The same for what can wait. */
  readonly patiently: Patiently
  readonly connected: (platforms: readonly ConnectedChat[]) => void
} {
  const directories = Promise.withResolvers<ReadonlyMap<string, Directory>>()
  const personName = async (user: string): Promise<string | undefined> => (await store.get(people, user))?.name
  const parts: PermissionParts = {
    policy,
    effectOf,
    clock,
    directories: directories.promise,
    personName,
    async tokenOf(user) {
      const token = tokenOfUser(user)
      return token === undefined ? undefined : store.get(apiTokens, token)
    },
    people: freshPeople ?? (async () => settings.people ?? []),
  }
  return {
    permissions: createPermissions(parts),
    patiently(stopping, waits) {
      const people = createPeopleAskedAbout(waits)
      const patience = { waitForMs: PATIENCE_MS, stopping, people }
      const all = directories.promise.then(
        (found) => new Map([...found].map(([name, one]) => [name, patientDirectory(one, patience)])),
      )
      return {
        permissions: createPermissions({ ...parts, directories: all }),
        get waiting() {
          return people.size
        },
      }
    },
    connected: (platforms) => directories.resolve(directoriesOf(platforms, clock)),
  }
}

/** As long as an answer counts when the platform fails. Slack says in that time what 1,000 people are. */
const PATIENCE_MS = 10 * 60_000

/** What a group is called and who is in it decides nothing, so nobody waits in line for it. */
const BESIDES: LookUpTimes = { ...LOOK_UP_TIMES, waitForMs: LOOK_UP_TIMES.timeoutMs }

function directoriesOf(platforms: readonly ConnectedChat[], clock: Clock): ReadonlyMap<string, Directory> {
  return new Map(
    platforms.map(({ name, groups, standings }) => [
      name,
      {
        ...(groups && { groups: createGroupCache(groups, clock) }),
        ...(groups && { groupNames: createLookUpCache(async (group) => groups.nameOf?.(group), clock, BESIDES) }),
        ...(groups && { groupMembers: createLookUpCache(async (group) => groups.membersOf?.(group), clock, BESIDES) }),
        ...(standings && { standings: standingsFrom(standings, clock) }),
      },
    ]),
  )
}

function standingsFrom(standings: StandingDirectory, clock: Clock): LookUp<Standing> {
  return createLookUpCache(
    (user) => standings.standingOf(user),
    clock,
    LOOK_UP_TIMES,
    (user) => standings.toldOf?.(user),
  )
}
