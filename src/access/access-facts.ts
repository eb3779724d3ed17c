import { grantsOf } from './covers.ts'
import type { KnownGroups } from './group-cache.ts'
import type { AccessPolicy, Person } from './policy.ts'
import { describeGrant } from './sentences.ts'

/** What "what am I allowed to do?" rests on. */
export interface AccessFacts {
  /** Each role with the entry that gave it: `role deployer, given to the people on call`. */
  readonly grants: readonly string[]
  /** How old the knowledge of the person's groups is; undefined when no role comes from a group. */
  readonly groupsNote: string | undefined
}

export function accessFacts(
  person: Person,
  known: KnownGroups | undefined,
  policy: AccessPolicy,
  now: Date,
): AccessFacts {
  const usesGroups = policy.members.some(({ who }) => who.kind === 'group')
  return {
    grants: grantsOf(person, policy).map(describeGrant),
    groupsNote: usesGroups && known !== undefined ? noteOn(known, now) : undefined,
  }
}

function noteOn(known: KnownGroups, now: Date): string {
  if (known.kind === 'unknown') return `${known.sentence} Roles from groups are left out until they are.`
  const seconds = Math.max(0, Math.round((now.getTime() - known.asOf.getTime()) / 1000))
  return `Group membership as of ${seconds} seconds ago.`
}
