import type { Asker, Permissions } from '../access/permissions.ts'
import type { Catalog } from '../domain/catalog.ts'
import type { Settings } from '../domain/settings.ts'
import type { Inbox, Suggestion } from '../ports/chat-platform.ts'
import type { Source } from '../ports/source.ts'
import { type Place, placesOf } from '../queries/places.ts'

export interface SuggestParts {
  readonly catalog: Catalog
  readonly settings: Settings
  readonly delivery: Pick<Source, 'versions'>
  readonly permissions: Permissions
}

/** Completes what is typed into a slash command with what its person may see: names of others are none of theirs. */
export function createSuggest({ catalog, settings, delivery, permissions }: SuggestParts): Inbox['suggest'] {
  async function visiblePlaces({ by, groups = [] }: Suggestion): Promise<readonly Place[]> {
    const places = placesOf(settings, {})
    const allowed = await Promise.all(places.map((place) => maySee(permissions, { user: by, groups }, place)))
    return places.filter((_, index) => allowed[index])
  }

  return async (asked) => {
    const places = await visiblePlaces(asked)
    const isVisible = {
      service: new Set(places.map(({ service }) => service)),
      environment: new Set(places.map(({ environment }) => environment)),
    }
    const named = { service: catalog.services, environment: catalog.environments }
    const of = (slot: 'service' | 'environment') => named[slot].filter(({ id }) => isVisible[slot].has(id))
    const meant = of('service').find(({ id, aliases }) => [id, ...aliases].some((name) => name === asked.service))
    const candidates: readonly Candidate[] =
      asked.slot === 'ref'
        ? (meant ? await delivery.versions(meant.id) : []).map((name) => ({ name, known: [name] }))
        : of(asked.slot).map(({ id, aliases }) => ({ name: id, known: [id, ...aliases] }))
    return bestFirst(candidates, asked.typed.trim().toLowerCase())
  }
}

async function maySee(permissions: Permissions, asker: Asker, place: Place): Promise<boolean> {
  const rights = [
    { intent: 'deploy.status', effect: 'read' as const, ...place },
    { intent: 'deploy.start', effect: 'change' as const, ...place },
  ]
  const decisions = await Promise.all(rights.map((right) => permissions.decide(asker, right)))
  return decisions.some(({ kind }) => kind === 'allowed')
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
