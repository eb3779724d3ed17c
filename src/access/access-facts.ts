import { grantsOf } from './covers.ts'
import { allowedIntents, rolesOf } from './decide-access.ts'
import type { KnownGroups } from './group-cache.ts'
import type { AccessPolicy, AccessRequest, Person } from './policy.ts'
import { describeGrant } from './sentences.ts'
import { type Holders, whoMay } from './who-may.ts'

/** What "what may I do, and who may deploy to production?" is answered with. */
export interface AccessFacts {
  readonly roles: readonly string[]
  /** Each role with the entry that gave it: `role deployer, given to group slack:S1`. */
  readonly grants: readonly string[]
  /** Intents that change something and that the person may use somewhere. */
  readonly mayChange: readonly string[]
  /** Who may do what was asked about, question by question. */
  readonly holders: readonly { readonly request: AccessRequest; readonly holders: Holders }[]
  /** How sure the groups are: `as of 40 seconds ago`, `not known …`, or undefined when the policy names none. */
  readonly groupsNote: string | undefined
}

export function accessFacts(
  person: Person,
  known: KnownGroups | undefined,
  policy: AccessPolicy,
  asked: {
    readonly intents: readonly Pick<AccessRequest, 'intent' | 'effect'>[]
    readonly about: readonly AccessRequest[]
  },
  now: Date,
): AccessFacts {
  const changing = asked.intents.filter(({ effect }) => effect !== 'read')
  return {
    roles: rolesOf(person, policy),
    grants: grantsOf(person, policy).map(describeGrant),
    mayChange: allowedIntents(person, policy, changing).map(({ intent }) => intent),
    holders: asked.about.map((request) => ({ request, holders: whoMay(request, policy) })),
    groupsNote: policy.members.some(({ who }) => who.kind === 'group') ? noteOn(known, now) : undefined,
  }
}

function noteOn(known: KnownGroups | undefined, now: Date): string | undefined {
  if (known === undefined) return undefined
  if (known.kind === 'unknown') return `${known.sentence} Roles from groups are left out until they are.`
  const seconds = Math.max(0, Math.round((now.getTime() - known.asOf.getTime()) / 1000))
  return `Group membership as of ${seconds} seconds ago.`
}
