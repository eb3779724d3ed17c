import type { Permissions } from '../access/permissions.ts'
import { capabilityOf } from '../capabilities/capabilities.ts'
import type { Catalog } from '../domain/catalog.ts'
import type { Place } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import type { Inbox, Suggestion } from '../ports/chat-platform.ts'
import type { Source } from '../ports/source.ts'
import { placesOf } from '../queries/places.ts'

export interface SuggestParts {
  readonly catalog: Catalog
  readonly settings: Settings
  readonly delivery: Pick<Source, 'versions'>
  readonly permissions: Permissions
}

/** Completes what is typed into a slash command with the places where its person may have what it asks for. */
export function createSuggest({ catalog, settings, delivery, permissions }: SuggestParts): Inbox['suggest'] {
  async function permittedPlaces({ intent, by, groups = [] }: Suggestion): Promise<readonly Place[]> {
    const effect = capabilityOf(intent)?.effect
    if (effect === undefined) return []
    const places = placesOf(settings, {})
    const decisions = await Promise.all(
      places.map((place) => permissions.decide({ user: by, groups }, { intent, effect, ...place })),
    )
    return places.filter((_, index) => decisions[index]?.kind === 'allowed')
  }

  return async (asked) => {
    const places = await permittedPlaces(asked)
    const isPermitted = {
      service: new Set(places.map(({ service }) => service)),
      environment: new Set(places.map(({ environment }) => environment)),
    }
    const named = { service: catalog.services, environment: catalog.environments }
    const of = (slot: 'service' | 'environment') => named[slot].filter(({ id }) => isPermitted[slot].has(id))
    const meant = of('service').find(({ id, aliases }) => [id, ...aliases].some((name) => name === asked.service))
    const candidates: readonly Candidate[] =
      asked.slot === 'ref'
        ? (meant ? await delivery.versions(meant.id) : []).map((name) => ({ name, known: [name] }))
        : of(asked.slot).map(({ id, aliases }) => ({ name: id, known: [id, ...aliases] }))
    return bestFirst(candidates, asked.typed.trim().toLowerCase())
  }
}

interface Candidate {
  readonly name: string
  readonly known: readonly string[]
}

/** Those that begin with what was typed, then those that hold it; otherwise in the order they came. */
function bestFirst(candidates: readonly Candidate[], typed: string): readonly string[] {
  const matching = (matches: (name: string) => boolean): readonly string[] =>
    candidates.filter(({ known }) => known.some((name) => matches(name.toLowerCase()))).map(({ name }) => name)
  return [...new Set([...matching((name) => name.startsWith(typed)), ...matching((name) => name.includes(typed))])]
}
