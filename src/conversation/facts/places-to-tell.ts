import { problemCard, refusalCard, sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { isPlace } from '../../domain/settings.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AskedAbout, Telling } from './fact.ts'

/** The places that a fact is told of, or what is said instead. */
export type PlacesToTell =
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  | { readonly kind: 'instead'; readonly card: Card }

const instead = (card: Card): PlacesToTell => ({ kind: 'instead', card })

/** Every place that is meant and that the person may see with this right. No name is told that they may not see. */
export async function placesToTell(
  { scope, texts }: Pick<Telling, 'scope' | 'texts'>,
  { service, environment, unknown }: AskedAbout,
  right: string,
): Promise<PlacesToTell> {
  const visible = await visiblePlaces(scope, {}, right)
  if (visible.length === 0) return instead(await nothingVisible(scope, right, texts))
  if (unknown !== undefined) return instead(unknownName(unknown, visible, texts))
  const meant = visible.filter(
    (place) =>
      (service === undefined || place.service === service) &&
      (environment === undefined || place.environment === environment),
  )
  if (meant.length > 0) return { kind: 'places', places: meant }
  const where = { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
  const access = await scope.decide(right, where)
  if (access.kind === 'refused') return instead(refusalCard(access.sentence, texts))
  return instead(problemCard(notThere(scope, where, texts)))
}

/** Refuses without a name of what there is. */
async function nothingVisible(scope: ReaderScope, right: string, texts: Texts): Promise<Card> {
  const access = await scope.decide(right)
  if (access.kind === 'refused') return refusalCard(access.sentence, texts)
  return sentenceCard(texts.facts.noService)
}

function unknownName(typed: string, visible: readonly Place[], { facts, formats }: Texts): Card {
  const services = [...new Set(visible.map(({ service }) => service))]
  const environments = [...new Set(visible.map(({ environment }) => environment))]
  return problemCard(
    [
      facts.unknownName({ name: typed }),
      facts.iKnow.services({ names: formats.allOf(services), count: services.length }),
      facts.iKnow.environments({ names: formats.allOf(environments), count: environments.length }),
    ].join(' '),
  )
}

function notThere({ settings }: ReaderScope, { service, environment }: Partial<Place>, texts: Texts): string {
  if (service !== undefined && environment !== undefined && !isPlace(settings, { service, environment }))
    return texts.plans.problem.noPlace({ service, environment })
  const names = [service, environment].filter((name) => name !== undefined)
  return texts.facts.nothingRunsIn({ names: texts.formats.anyOf(names) })
}
