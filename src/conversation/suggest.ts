import { distance } from 'fastest-levenshtein'
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

/** Those that begin with what was typed, then those that hold it; where there are none, those that come near it. */
function bestFirst(candidates: readonly Candidate[], typed: string): readonly string[] {
  const matching = (matches: (name: string, typed: string) => boolean): readonly string[] =>
    candidates.filter(({ known }) => known.some((name) => matches(name.toLowerCase(), typed))).map(({ name }) => name)
  const exact = [beginsWith, hasWordOf, holds].flatMap(matching)
  return [...new Set(exact.length > 0 ? exact : [hasLettersOf, isNearly].flatMap(matching))]
}

const beginsWith = (name: string, typed: string): boolean => name.startsWith(typed)
const holds = (name: string, typed: string): boolean => name.includes(typed)
const hasWordOf = (name: string, typed: string): boolean =>
  name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(typed))

/** “pyapi” for payments-api: its letters, in their order. */
function hasLettersOf(name: string, typed: string): boolean {
  if (typed.length < SHORTEST_NEAR) return false
  let from = 0
  for (const letter of typed) {
    from = name.indexOf(letter, from) + 1
    if (from === 0) return false
  }
  return name.startsWith(typed[0] ?? '')
}

/** “paymets” for payments-api: one slip in what was typed so far. */
function isNearly(name: string, typed: string): boolean {
  if (typed.length < SHORTEST_NEAR + 1) return false
  return [-1, 0, 1].some((more) => distance(name.slice(0, typed.length + more), typed) === 1)
}

/** Of fewer letters nearly everything comes near. */
const SHORTEST_NEAR = 3
