import type { Card } from '../../domain/card.ts'
import { concerns, frozenUntil, nextStart } from '../../domain/gates/freeze.ts'
import { isOpen } from '../../domain/gates/place-lock.ts'
import type { Place } from '../../domain/place.ts'
import { locks } from '../../domain/projections.ts'
import { findSchedules } from '../../queries/find-schedules.ts'
import { namesOf } from '../../queries/names.ts'
import { momentWords } from '../../texts/moment-words.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const LIST =
  '(?:list|show|liste|zeig|zeige|lista|muestra)(?: me)?(?: all| alle| todos| todas)?(?: the| our| die| los| las)? '
const THERE = '(?: (?:are there|there are|do we have|gibt es|hay|exist))?'
const AT = '(?: (?:of|for|on|in|to|von|auf|de|en) (?:SERVICE|ENVIRONMENT))*'
const SCHEDULED = '(?:scheduled|planned|geplant|eingeplant|programado|programada|programados|programadas)'
const DEPLOYS = '(?:deploys|deployments|releases|rollouts|tasks|despliegues|tareas)'
const SCHEDULES = new RegExp(
  `^(?:(?:what|which ${DEPLOYS}|was|welche deployments|que(?: ${DEPLOYS})?)(?: all)? (?:is|are|ist|sind|esta|estan|hay)(?: currently| still| gerade| noch)? ${SCHEDULED}|(?:${LIST}|what |which )?(?:scheduled ${DEPLOYS}|schedules|geplanten? deployments|despliegues programados)${THERE})${AT}$`,
)
const LOCKED = '(?:locked|gesperrt|bloqueado|bloqueada|bloqueados|bloqueadas)'
const LOCKS = new RegExp(
  `^(?:(?:what|which (?:services|environments|places)|was|que)(?: all)? (?:is|are|ist|sind|esta|hay)(?: currently| still| gerade| noch)? ${LOCKED}|(?:${LIST}|what |which |welche |que )?(?:deploy(?:ment)? )?(?:locks|sperren|bloqueos)${THERE}|(?:is|are|ist|sind|esta) (?:the |our )?(?:SERVICE|ENVIRONMENT)${AT}(?: currently| still| now| gerade| noch| jetzt| ahora)? ${LOCKED}(?: by (?:some|any)(?:one|body))?(?: now| right now)?|esta ${LOCKED} (?:SERVICE|ENVIRONMENT)|who (?:has )?locked (?:SERVICE|ENVIRONMENT)|wer hat (?:SERVICE|ENVIRONMENT) gesperrt|quien ha bloqueado (?:SERVICE|ENVIRONMENT))${AT}$`,
)
const FREEZES = new RegExp(
  `^(?:(?:${LIST}|what |which |welche |que )?(?:(?:deploy(?:ment)? )?freezes|congelaciones)${THERE}|is (?:there|anything) (?:a freeze|frozen)(?: now| right now| at the moment)?|when is the next freeze|wann ist der nachste freeze|cuando es la proxima congelacion)${AT}$`,
)

/** What is scheduled, locked or frozen. */
export function asksGates({ words }: PlainQuestion): Asked<'gates'> | undefined {
  if (SCHEDULES.test(words)) return { kind: 'gates', asks: 'schedules' }
  if (LOCKS.test(words)) return { kind: 'gates', asks: 'locks' }
  return FREEZES.test(words) ? { kind: 'gates', asks: 'freezes' } : undefined
}

const RIGHT = 'deploy.status'
const MOST_LINES = 20

export async function tellGates({ asks, about }: FactOf<'gates'>, telling: Telling): Promise<Card> {
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const lines = await linesOf[asks](told.places, telling)
  const { facts } = telling.texts.gates
  const named = [about.service, about.environment].filter((name) => name !== undefined)
  const isOfNamed = asks === 'locks' && named.length > 0
  const none = isOfNamed ? facts.notLocked({ names: telling.texts.formats.allOf(named) }) : facts.none[asks]
  return linesCard(lines.length === 0 ? [none] : lines.slice(0, MOST_LINES))
}

const linesOf = { schedules: scheduleLines, locks: lockLines, freezes: freezeLines }

const isAt =
  (places: readonly Place[]) =>
  ({ service, environment }: Place): boolean =>
    places.some((place) => place.service === service && place.environment === environment)

async function scheduleLines(places: readonly Place[], { scope, zone, texts }: Telling): Promise<readonly string[]> {
  const found = (await findSchedules(scope, {}, RIGHT)).filter(({ plan }) => isAt(places)(plan))
  const names = await namesOf(
    scope.store,
    found.map(({ by }) => by),
  )
  return found.map(({ task, plan, at, by }) => {
    const time = momentWords(at, zone)
    return texts.gates.facts.schedule({ task, title: planTitle(plan, texts), time, by: names.get(by) ?? by })
  })
}

async function lockLines(places: readonly Place[], { scope, zone, texts }: Telling): Promise<readonly string[]> {
  const open = (await scope.store.list(locks, { labels: ['open'] })).filter(isOpen)
  const names = await namesOf(
    scope.store,
    open.map(({ by }) => by),
  )
  return open.flatMap(({ by, reason, expiresAt, places: locked }) => {
    const shown = locked.filter((place) => !place.ended && isAt(places)(place))
    const until = momentWords(expiresAt, zone)
    const why = reason === undefined ? '' : ` ${texts.gates.reason({ reason })}`
    return shown.map(({ service, environment }) => {
      const words = texts.gates.facts.lock({ service, environment, by: names.get(by) ?? by, until })
      return `${words}${why}`
    })
  })
}

/** Those that hold first, then those that start next. */
async function freezeLines(places: readonly Place[], { scope, now, zone, texts }: Telling): Promise<readonly string[]> {
  const { freezes } = scope.settings.gates
  const words = texts.gates.facts
  const time = (at: Date): string => momentWords(at.toISOString(), zone)
  const told = freezes
    .filter((freeze) => places.some((place) => concerns(freeze, place)))
    .map((freeze) => ({ freeze, until: frozenUntil(freeze, now), from: nextStart(freeze, now) }))
  const holding = told.flatMap(({ freeze: { name }, until }) =>
    until === undefined ? [] : [words.frozen({ name, until: until === 'never' ? texts.gates.noEnd : time(until) })],
  )
  const coming = told
    .flatMap(({ freeze: { name }, until, from }) => (from && until === undefined ? [{ name, from }] : []))
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
  return [...holding, ...coming.map(({ name, from }) => words.coming({ name, time: time(from) }))]
}
