import type { Asker } from '../access/permissions.ts'
import { ALL_INTENTS, capabilityOf, isChange } from '../capabilities/capabilities.ts'
import type { Examples } from '../capabilities/capability.ts'
import type { Place } from '../domain/place.ts'
import type { Settings } from '../domain/settings.ts'
import { isAble } from '../queries/able-places.ts'
import { placesOf } from '../queries/places.ts'
import { type ReaderScope, type ScopeParts, scopeFor } from '../queries/scope.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What help says where no service is declared. */
const SOME_PLACE: Place = { service: 'storefront', environment: 'production' }

/** How to ask for it, as an example. @returns undefined for what the bot does not do. */
export function exampleOf(intent: string, { service, environment }: Place, { requests }: Texts): string | undefined {
  const capability = capabilityOf(intent)
  return (
    capability &&
    requests[capability.intent].example.replace('{service}', service).replace('{environment}', environment)
  )
}

/** What this person may ask for, each with an example. */
export async function examplesFor(
  parts: ScopeParts & {
    readonly permissions: { allowed(asker: Asker, intents: readonly string[]): Promise<readonly string[]> }
  },
  asker: Asker,
): Promise<Examples> {
  const texts = textsIn(asker.language)
  const scope = scopeFor(parts, asker)
  const there = ALL_INTENTS.filter((intent) => parts.settings.workflows || !intent.startsWith('workflow.'))
  const allowed = await parts.permissions.allowed(asker, there)
  const pairs = await Promise.all(
    allowed.map(async (intent) => {
      const place = await placeFor(intent, scope)
      return [intent, place && exampleOf(intent, place, texts)] as const
    }),
  )
  return new Map(
    pairs.flatMap(([intent, text]) =>
      text === undefined ? [] : [[intent, { kind: isChange(intent) ? ('change' as const) : ('read' as const), text }]],
    ),
  )
}

/** The first place where the person may do this; undefined where no place can do it. */
async function placeFor(intent: string, { settings, mayRead, delivery }: ReaderScope): Promise<Place | undefined> {
  const ability = capabilityOf(intent)?.ability
  const all = triedFirst(intent, settings)
  const places = ability === undefined ? all : all.filter((place) => isAble(delivery, place, ability))
  if (places.length === 0 && all.length > 0) return undefined
  for (const place of places) if (await mayRead(intent, place)) return place
  return places[0] ?? SOME_PLACE
}

/** Nobody's first deployment should be one to the users. */
export function triedFirst(intent: string, settings: Settings): readonly Place[] {
  const places = placesOf(settings, {})
  if (intent !== 'deploy.start') return places
  const asksFirst = new Set(settings.environments.filter(({ confirm }) => confirm === 'changes').map(({ id }) => id))
  return places.toSorted((a, b) => Number(asksFirst.has(a.environment)) - Number(asksFirst.has(b.environment)))
}
