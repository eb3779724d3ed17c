import { type GroupId, platformOf, type UserId } from '../domain/ids.ts'
import type { Effect } from '../domain/understanding.ts'
import type { Clock } from '../ports/clock.ts'
import { accessFacts } from './access-facts.ts'
import { type AccessDecision, allowedIntents, decideAccess } from './decide-access.ts'
import type { GroupCache, KnownGroups } from './group-cache.ts'
import type { AccessPolicy, AccessRequest, Person } from './policy.ts'
import { describeHolders, whoMay } from './who-may.ts'

/** Somebody who asks, with the groups that the platform's own message named. */
export interface Asker {
  readonly user: UserId
  readonly groups: readonly GroupId[]
}

/** Who may do what. Asked at the request, at the confirmation and again right before the work. */
export interface Permissions {
  decide(asker: Asker, request: AccessRequest): Promise<AccessDecision>
  /** Of these intents, those the person may use somewhere. */
  allowed(asker: Asker, intents: readonly string[]): Promise<readonly string[]>
  /** A person's rights as lines for people, how old the group information is included. */
  describe(asker: Asker): Promise<readonly string[]>
  /** A sentence on who may do this. */
  whoMay(request: AccessRequest): string
}

export interface PermissionParts {
  readonly policy: AccessPolicy
  /** By platform, once all are connected; a platform without one has no groups to look up. */
  readonly groups: Promise<ReadonlyMap<string, GroupCache>>
  readonly effectOf: (intent: string) => Effect
  readonly clock: Clock
}

export function createPermissions({ policy, groups, effectOf, clock }: PermissionParts): Permissions {
  const usesGroups = policy.members.some(({ who }) => who.kind === 'group')

  // The directory is asked even when the message named groups: an old message must not keep a right alive.
  async function knownGroups({ user }: Asker): Promise<KnownGroups | undefined> {
    return usesGroups ? (await groups).get(platformOf(user))?.groupsOf(user) : undefined
  }

  async function personOf(asker: Asker): Promise<Person> {
    const known = await knownGroups(asker)
    if (!known) return { user: asker.user, groups: asker.groups }
    return { user: asker.user, groups: known.kind === 'known' ? known.groups : 'unknown' }
  }

  const withEffect = (intent: string): { intent: string; effect: Effect } => ({ intent, effect: effectOf(intent) })

  return {
    decide: async (asker, request) => decideAccess(await personOf(asker), request, policy),
    async allowed(asker, intents) {
      const person = await personOf(asker)
      return allowedIntents(person, policy, intents.map(withEffect)).map(({ intent }) => intent)
    },
    async describe(asker) {
      const known = await knownGroups(asker)
      const facts = accessFacts(await personOf(asker), known, policy, clock.now())
      const grants = facts.grants.length > 0 ? facts.grants.map((grant) => `• ${grant}`) : ['You have no role here.']
      return facts.groupsNote === undefined ? grants : [...grants, facts.groupsNote]
    },
    whoMay: (request) => describeHolders(whoMay(request, policy)),
  }
}
