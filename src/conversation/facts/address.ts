import type { Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import type { Health } from '../../domain/release.ts'
import type { Asked, AskedAbout, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placeFirst } from './place-words.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const URL = '(?:urls?|uris?|address(?:es)?|links?|ports?|endpoints?|host ?names?|web ?sites?|adresse|direccion|enlace)'
const ITS = "(?:the|an?|its|our|your|all|public|web|die|der|das|la|el|SERVICE(?:'s)?|ENVIRONMENT(?:'s)?)"
/** "the url of ENVIRONMENT" */
const NAMED = new RegExp(
  `^(?:(?:what(?:'s| is| are)|which (?:is|are)?|get|send(?: me)?|share|wie (?:lautet|ist)|was ist|cual es) ?)?(?:${ITS} )*${URL}(?:(?: SERVICE| ENVIRONMENT)+| (?:is|of|for|to|in|on|at|does|from|von|de|fur|zu)\\b.*)?$`,
)
const FIND = '(?:see|find|reach|open|look at|try|visit|access)'
/** "where does ENVIRONMENT run" */
const REACHED = new RegExp(
  `^(?:where (?:does|do|is|are|can i|can we|do i|do we|could i)\\b(?: ${FIND})?|how (?:do|can) (?:i|we) (?:get to|${FIND})|(?:on )?(?:which|what) (?:port|url|address|host)\\b.*|wo (?:lauft|ist|finde ich|erreiche ich)|wie (?:erreiche ich|komme ich (?:auf|zu))|donde (?:esta|corre|encuentro|puedo ver))(?: (?:the|our|my|der|die|das|SERVICE(?:'s)?|ENVIRONMENT(?:'s)?|service|site|app|website|it|in|on|of))*(?: (?:run|runs|running|serving|lives|hosted|deployed|reachable|be found|now|listening|at))*(?: (?:in|on|at) (?:the )?ENVIRONMENT)?$`,
)
/** "what is the port?" alone may be about anything. */
const PLACED = /\b(?:SERVICE|ENVIRONMENT|it|this|app|site|service|of)\b/

export function asksAddress({ words }: PlainQuestion): Asked<'address'> | undefined {
  return PLACED.test(words) && (NAMED.test(words) || REACHED.test(words)) ? { kind: 'address' } : undefined
}

const RIGHT = 'deploy.status'
const MOST_PLACES = 12

export async function tellAddress(about: AskedAbout, telling: Telling): Promise<Card> {
  const { scope, texts } = telling
  const words = texts.facts.address
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const shown = told.places.slice(0, MOST_PLACES)
  const found = await Promise.all(
    shown.map(async (place) => ({ place, health: await scope.delivery.health(place.service, place.environment) })),
  )
  const lines = found.map(({ place, health }) => addressAt(place, health, telling))
  const [only, ...others] = found
  const more = told.places.length - shown.length
  return linesCard([
    ...lines,
    ...(only?.health.state === 'healthy' && others.length === 0 ? [words.healthy(only.health.release)] : []),
    ...(more > 0 ? [words.more({ count: more })] : []),
  ])
}

function addressAt(place: Place, health: Health, telling: Telling): string {
  const words = telling.texts.facts.address
  const { url } = health
  if (url === undefined) return words.unknown({ place: placeFirst(place, telling) })
  const where = { place: placeFirst(place, telling), url }
  switch (health.state) {
    case 'unknown':
    case 'healthy':
      return words.at(where)
    case 'unhealthy':
      return words.unhealthy({ ...where, complaint: health.sentence })
    case 'nothing-deployed':
      return health.isIntended ? words.stopped(where) : words.nothingYet(where)
  }
}
