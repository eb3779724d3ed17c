import type { Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const ENVIRONMENTS = '(?:env(?:ironment)?s|stages|umgebungen|entornos)'
const SERVICES = '(?:services|apps|applications|dienste|servicios)'
const THERE =
  '(?: (?:are there|there are|exist|do (?:you|we) (?:have|know|run|manage|look after)|you (?:have|know)|we have|are (?:configured|known|declared|available|set up)|can you (?:deploy|see)|does (?:it|SERVICE|ENVIRONMENT) (?:have|run(?: in)?)|is SERVICE in|(?:run|are) (?:in|on) ENVIRONMENT|gibt es|hast du|kennst du|hay|tienes|conoces|existen))'

const lists = (things: string): RegExp =>
  new RegExp(
    `^(?:(?:list|show|liste|zeige?|lista|muestra)(?: me)?(?: all| alle| todos)?(?: the| your| our| my| die| los)? ${things}|(?:which|what|welche|que|what are(?: all)? the|what are your)(?: all)? ?${things}${THERE}?(?: here)?|(?:all |your |the )?${things})(?: of SERVICE| von SERVICE| de SERVICE)?$`,
  )
const LISTS_ENVIRONMENTS = lists(ENVIRONMENTS)
const LISTS_SERVICES = lists(SERVICES)

/** Which environments or services there are. */
export function asksPlaces({ words }: PlainQuestion): Asked<'places'> | undefined {
  if (LISTS_ENVIRONMENTS.test(words)) return { kind: 'places', by: 'environment' }
  return LISTS_SERVICES.test(words) ? { kind: 'places', by: 'service' } : undefined
}

const RIGHT = 'deploy.status'
const MOST_LINES = 20
const MOST_IN_A_LINE = 8

export async function tellPlaces({ by, about }: FactOf<'places'>, telling: Telling): Promise<Card> {
  const { facts, formats } = telling.texts
  const words = facts.places
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const names = [...new Set(told.places.map((place) => place[by]))]
  const lines = await Promise.all(
    names.slice(0, MOST_LINES).map(async (name) => {
      const places = told.places.filter((place) => place[by] === name)
      const shown = await Promise.all(places.slice(0, MOST_IN_A_LINE).map((place) => liveIn(place, by, telling)))
      const list = shown.join(', ')
      const count = places.length - shown.length
      return `${name}: ${count > 0 ? words.andMore({ list, count }) : list}`
    }),
  )
  const [only = '', ...others] = names
  if (others.length === 0)
    return linesCard([
      by === 'service' ? words.onlyService({ name: only }) : words.onlyEnvironment({ name: only }),
      ...lines,
    ])
  const all = { names: formats.allOf(names) }
  return linesCard([by === 'service' ? words.services(all) : words.environments(all), ...lines])
}

/** `staging v1.1.0`, in the line of its service. */
async function liveIn(
  place: Place,
  by: 'environment' | 'service',
  { scope: { store }, texts }: Telling,
): Promise<string> {
  const state = await store.get(environments, environmentKey(place.service, place.environment))
  const other = by === 'service' ? place.environment : place.service
  return `${other} ${state?.current?.release.version ?? texts.facts.places.nothingYet}`
}
