import { directPlace, threadIn } from '../../../../adapters/rehearsal/places.ts'
import type { Config } from '../../../../config/config.ts'
import { policyFrom } from '../../../access/default-policy.ts'
import type { AccessPolicy, Member } from '../../../access/policy.ts'
import { type GroupId, platformOf, type ThreadId, type UserId } from '../../../domain/ids.ts'
import type { Standing } from '../../../domain/standing.ts'
import type { Transcript } from './transcript.ts'
import type { Step } from './transcript-step.ts'

/** The people of a transcript and what they may do. */
export interface Cast {
  readonly policy: AccessPolicy
  readonly groups: ReadonlyMap<UserId, readonly GroupId[]>
  readonly standings: ReadonlyMap<UserId, Standing>
  readonly groupNames: ReadonlyMap<GroupId, string>
  idOf(name: string): UserId
  nameOf(id: UserId): string
  /** What `#ops`, `#ops/incident`, `@ben` or `dm` is to this person. */
  placeOf(where: string, person: string): ThreadId
  revoke(from: NonNullable<Step['revokes']>): void
}

export function createCast({ people, groupNames }: Pick<Transcript, 'people' | 'groupNames'>, config: Config): Cast {
  const ids = new Map(Object.entries(people).map(([name, { id }]) => [name, id ?? `slack:${name}`]))
  const names = new Map([...ids].map(([name, id]) => [id, name]))
  const groups = new Map(Object.entries(people).map(([name, person]) => [idOf(name), person.groups]))
  const roles = new Map(Object.entries(people).map(([name, person]) => [name, person.roles]))
  const policy = policyFrom(config.access, true)

  function idOf(name: string): UserId {
    return ids.get(name) ?? `slack:${name}`
  }
  const memberFor = ([name, given]: readonly [string, readonly string[]]): Member => ({
    who: { kind: 'user', user: idOf(name) },
    name,
    roles: given,
  })

  return {
    groups,
    groupNames: new Map(Object.entries(groupNames)),
    standings: new Map(Object.entries(people).map(([name, { standing }]) => [idOf(name), standing])),
    idOf,
    nameOf: (id) => names.get(id) ?? id,
    placeOf(where, person) {
      if (where === 'dm') return directPlace(idOf(person))
      return where.startsWith('@') ? directPlace(idOf(where.slice(1))) : threadIn(platformOf(idOf(person)), where)
    },
    policy: {
      roles: policy.roles,
      // Read again by every decision, so that a revoked role is gone at once.
      get members() {
        return [...policy.members, ...[...roles].filter(([, given]) => given.length > 0).map(memberFor)]
      },
    },
    revoke({ person, roles: taken, groups: left }) {
      roles.set(
        person,
        (roles.get(person) ?? []).filter((role) => !taken.includes(role)),
      )
      groups.set(
        idOf(person),
        (groups.get(idOf(person)) ?? []).filter((group) => !left.includes(group)),
      )
    },
  }
}
