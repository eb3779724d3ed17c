import { userOfToken } from '../../domain/api-token.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { accountsOf } from '../../domain/person-link.ts'
import { apiTokens, personLinks } from '../../domain/projections.ts'
import { joinedPeople, type LinkedPerson } from '../../domain/same-person.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/event-store.ts'

/** Whose accounts belong to one person: by the configuration, by their own word, and tokens with their holders. */
export interface LinkedPeople {
  /** As it was when it was last looked up, which is after every change that this process heard of. */
  known(): readonly LinkedPerson[]
  /** Looked up again: for decisions. */
  fresh(): Promise<readonly LinkedPerson[]>
  stop(): void
}

const CONCERNS: ReadonlySet<ShipmateEvent['type']> = new Set(['person.linked', 'person.unlinked', 'token.created'])

export async function followLinkedPeople(
  { store, clock, onError }: { store: Store<ShipmateEvent>; clock: Clock; onError: (error: unknown) => void },
  configured: readonly LinkedPerson[],
): Promise<LinkedPeople> {
  let known = configured
  const fresh = async (): Promise<readonly LinkedPerson[]> => {
    const [links, tokens] = await Promise.all([store.list(personLinks, { labels: ['linked'] }), store.list(apiTokens)])
    const now = clock.now()
    known = joinedPeople(configured, [
      ...links.flatMap((link) => [accountsOf(link, now) ?? []].filter((pair) => pair.length === 2)),
      // A revoked token's requests stay its holder's.
      ...tokens.flatMap(({ token, holder }) => (holder === undefined ? [] : [[holder, userOfToken(token)] as const])),
    ])
    return known
  }
  await fresh()
  const stop = store.onAppended(
    () => void fresh().catch(onError),
    (type) => CONCERNS.has(type),
  )
  return { known: () => known, fresh, stop }
}
