import type { Texts } from '../texts/texts.ts'
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
  texts: Texts,
): AccessFacts {
  const usesGroups = policy.members.some(({ who }) => who.kind === 'group')
  return {
    grants: grantsOf(person, policy).map((grant) => describeGrant(grant, texts)),
    groupsNote: usesGroups && known !== undefined ? noteOn(known, now, texts) : undefined,
  }
}

function noteOn(known: KnownGroups, now: Date, { access }: Texts): string {
  if (known.kind === 'unknown') return access.groupsUnknown(known)
  const seconds = Math.max(0, Math.round((now.getTime() - known.asOf.getTime()) / 1000))
  return access.groupsAsOf({ seconds })
}
