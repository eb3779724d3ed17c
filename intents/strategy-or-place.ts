import { slotsOf } from './catalog.ts'
import type { Entity } from './entities/entity.ts'
import type { Reading } from './reading.ts'

/** Strategies that a team may call a ring or an environment by. */
const STRATEGY = /^(?:canary|blue[ -]green|rolling|recreate)$/i
/** "as a canary", "mit einem Canary", "como canary": how it is done. */
const SAID_AS_STRATEGY =
  /(?:^|\s)(?:an?|eine?[mnrs]?|una?|as|with|via|using|als|mit|per|como|con)(?: (?:an?|the|de[mnr]|el|la))? $/i
const BEHIND_STRATEGY =
  /^[ -](?:deploy|deployment|release|strategy|rollout|strategie|auslieferung|estrategia)(?![\p{L}-])/iu
/** "to canary", "to ring canary", "in den Ring canary", "en canary": where it goes. */
const SAID_AS_PLACE =
  /(?:^|\s)(?:to|in|into|on|onto|at|for|from|nach|auf|ins?|im|zu[mr]?|für|von|vom|en|a|al|para|de|del|desde|ring|anillo)(?: (?:the|de[mnr]|das|el|la))?(?: (?:ring|anillo))? $/i
const BEHIND_PLACE = /^[ -](?:rings?|environment|env|cluster|umgebung|entorno|anillo)(?!\p{L})/iu

/**
 * A ring or an environment may be called as a strategy is. "Deploy it as a canary" means the strategy then and "to canary"
 * the place. Where neither is said it is the strategy, which is the more careful of the two: the place is asked for.
 */
export function strategyOrPlace(intent: string, reading: Reading): Reading {
  if (!slotsOf(intent).includes('strategy')) return reading
  const meant = reading.entities.filter((entity) => isStrategy(entity, reading))
  if (meant.length === 0) return reading
  const others = reading.entities.filter(
    ({ slot, start }) => !(PLACES.has(slot) && meant.some((entity) => entity.start === start)),
  )
  const strategies = meant.map(({ start, end }) => ({
    ...{ slot: 'strategy', start, end },
    value: reading.text.slice(start, end).toLowerCase().replace(' ', '-'),
  }))
  return { ...reading, entities: [...others, ...strategies].sort((one, other) => one.start - other.start) }
}

const PLACES: ReadonlySet<string> = new Set(['environment', 'ring'])

function isStrategy({ slot, start, end }: Entity, { text }: Reading): boolean {
  if (slot !== 'environment' || !STRATEGY.test(text.slice(start, end))) return false
  const [before, behind] = [text.slice(0, start), text.slice(end)]
  if (BEHIND_PLACE.test(behind)) return false
  if (SAID_AS_STRATEGY.test(before) || BEHIND_STRATEGY.test(behind)) return true
  return !SAID_AS_PLACE.test(before)
}
