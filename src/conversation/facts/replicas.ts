import { lackingAbility } from '../../changes/plans/lacking-ability.ts'
import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import type { Scale } from '../../domain/scale.ts'
import type { Asked, AskedAbout, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placeFirst } from './place-words.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const THINGS = '(?:replicas?|instances?|pods?|copies|instanzen|replikate|replikas|instancias|copias)'
const BESIDE =
  '(?: (?:the|our|is|are|does|do|has|have|there|currently|now|of|for|on|in|at|the moment|run|runs|running|SERVICE|ENVIRONMENT|it|hat|haben|laufen|lauft|gibt|es|sind|gerade|von|auf|bei|fur|tiene|tenemos|hay|corren|corre|ahora|de|en|service))*'
const REPLICAS = new RegExp(
  `^(?:(?:how many|wie viele|cuantas|cuantos) ${THINGS}${BESIDE}|(?:(?:what(?:'s| is)|was ist|cual es) )?(?:the |die |el )?(?:number of ${THINGS}|${THINGS.slice(0, -1)}) count|scale|anzahl der ${THINGS}|numero de ${THINGS})(?: of| for| von| de)(?: SERVICE| ENVIRONMENT| in| on| auf| en)+)$`,
)

/** How many instances run somewhere. */
export function asksReplicas({ words }: PlainQuestion): Asked<'replicas'> | undefined {
  return REPLICAS.test(words) ? { kind: 'replicas' } : undefined
}

const RIGHT = 'deploy.status'
const MOST_PLACES = 12

/** Each place is asked at this moment; what cannot be counted there says so. */
export async function tellReplicas(about: AskedAbout, telling: Telling): Promise<Card> {
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const shown = told.places.slice(0, MOST_PLACES)
  const lines = await Promise.all(shown.map((place) => replicasAt(place, telling)))
  const more = told.places.length - shown.length
  const rest = more > 0 ? [telling.texts.facts.address.more({ count: more })] : []
  return linesCard([...new Set(lines), ...rest])
}

async function replicasAt(place: Place, telling: Telling): Promise<string> {
  const { scope, texts } = telling
  const lacking = lackingAbility('scale', place, scope.delivery, texts)
  if (lacking) return lacking.sentence
  const { scale } = scope.delivery.abilities(place.service, place.environment)
  const now = scale.kind === 'able' ? await scale.part.scaleNow(place.service, place.environment) : undefined
  const where = placeFirst(place, telling)
  return now ? countWords(where, now, telling) : texts.facts.replicas.unknown({ place: where })
}

function countWords(place: string, { count, ready, bounds }: Scale, { texts }: Telling): string {
  const { replicas } = texts.facts
  const told = ready === undefined ? replicas.at({ place, count }) : replicas.ready({ place, count, ready })
  return bounds ? `${told} ${replicas.bounds(bounds)}` : told
}
