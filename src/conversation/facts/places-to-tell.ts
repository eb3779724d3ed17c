import { listOf } from '../../access/sentences.ts'
import { problemCard, refusalCard, sentenceCard } from '../../cards/sentence-card.ts'
import { anyOf } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { whyNoPlace } from '../../domain/settings.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { AskedAbout } from './fact.ts'

/** The places that a fact is told of, or what is said instead. */
export type PlacesToTell =
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  | { readonly kind: 'instead'; readonly card: Card }

const instead = (card: Card): PlacesToTell => ({ kind: 'instead', card })

/** Every place that is meant and that the person may see with this right. No name is told that they may not see. */
export async function placesToTell(
  scope: ReaderScope,
  { service, environment, unknown }: AskedAbout,
  right: string,
): Promise<PlacesToTell> {
  const visible = await visiblePlaces(scope, {}, right)
  if (visible.length === 0) return instead(await nothingVisible(scope, right))
  if (unknown !== undefined) return instead(unknownName(unknown, visible))
  const meant = visible.filter(
    (place) =>
      (service === undefined || place.service === service) &&
      (environment === undefined || place.environment === environment),
  )
  if (meant.length > 0) return { kind: 'places', places: meant }
  const where = { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
  const access = await scope.decide(right, where)
  if (access.kind === 'refused') return instead(refusalCard(access.sentence))
  return instead(problemCard(notThere(scope, where)))
}

/** Refuses without a name of what there is. */
async function nothingVisible(scope: ReaderScope, right: string): Promise<Card> {
  const access = await scope.decide(right)
  if (access.kind === 'refused') return refusalCard(access.sentence)
  return sentenceCard('No service is declared yet. Add one under services: in shipmate.yaml.')
}

function unknownName(typed: string, visible: readonly Place[]): Card {
  const services = named(
    'service',
    visible.map(({ service }) => service),
  )
  const environments = named(
    'environment',
    visible.map(({ environment }) => environment),
  )
  return problemCard(
    `I don’t know a service or environment “${typed}”. I know the ${services}, and the ${environments}.`,
  )
}

function named(noun: string, names: readonly string[]): string {
  const each = [...new Set(names)]
  return `${noun}${each.length === 1 ? '' : 's'} ${listOf(each)}`
}

function notThere({ settings }: ReaderScope, { service, environment }: Partial<Place>): string {
  const why =
    service === undefined || environment === undefined ? undefined : whyNoPlace(settings, { service, environment })
  return why ?? `Nothing runs in ${anyOf([service, environment].filter((name) => name !== undefined))}.`
}
