import type { AccessPolicy } from '../../access/policy.ts'
import { type KnownPerson, people } from '../../domain/projections.ts'
import type { Documents } from '../../ports/event-store.ts'

/**
 * People who have not spoken yet, such as an approver who only presses buttons, are called as the configuration calls
 * them and not by their id. What their platform says goes before that.
 */
export function withConfiguredNames<Store extends Documents>(
  store: Store,
  policy: Pick<AccessPolicy, 'members'>,
): Store {
  const nameOf = (user: string): string | undefined =>
    policy.members.find(({ who }) => who.kind === 'user' && who.user === user)?.name
  const get: Documents['get'] = async (projection, key) => {
    const found = await store.get(projection, key)
    const name = found === undefined && projection.name === people.name ? nameOf(key) : undefined
    return name === undefined ? found : asDocument({ name })
  }
  return { ...store, get }
}

/** The projection that was asked for is that of people, so this is its document. */
const asDocument = <Doc extends object>(person: KnownPerson): Doc => person as unknown as Doc
