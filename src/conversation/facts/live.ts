import type { Asked } from './fact.ts'
import type { PlainQuestion } from './plain-question.ts'

const NOW =
  '(?: (?:now|right now|at the moment|currently|today|everywhere|anywhere|gerade|jetzt|aktuell|im moment|derzeit|uberall|ahora|ahora mismo|actualmente|en este momento))*'
/** A plain question has “serving” for what serves. */
const LIVE = '(?:serving|live|in service|en vivo|en linea|im einsatz)'
const WHAT_IS_LIVE = new RegExp(
  `^(?:(?:what(?:'s| is)|was ist|que (?:esta|hay))(?: all)?${NOW} ${LIVE}|whatever is ${LIVE})${NOW}$`,
)

/** What serves, of all that its person may see: a place that is named is read by the rules. */
export function asksLive({ words }: PlainQuestion): Asked<'live'> | undefined {
  return WHAT_IS_LIVE.test(words) ? { kind: 'live' } : undefined
}
