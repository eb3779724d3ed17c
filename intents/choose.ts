import type { NearMiss } from '../src/domain/understanding.ts'
import { intentNamed } from './catalog.ts'
import type { Entity } from './entities/entity.ts'
import { ASKING_WORDS, anyOf } from './languages.ts'
import type { Reading } from './reading.ts'

/** What values found for one slot come to. */
export type Choice =
  | { readonly kind: 'one'; readonly value: string | number }
  /** Two where one is wanted: both are offered. */
  | { readonly kind: 'several'; readonly names: NearMiss }
  /** Two of what has no buttons: the slot stays empty and is asked for. */
  | { readonly kind: 'open' }

/** The value meant, of those found for the slot in the order of the text; a change never takes one of two by chance. */
export function choose(
  slot: string,
  intent: string,
  entities: readonly Entity[],
  reading: Reading,
): Choice | undefined {
  const [first] = entities
  if (!first) return undefined
  const chosen =
    onlyValue(entities) ?? correctedValue(entities, reading) ?? placedValue(slot, intent, entities, reading)
  if (chosen !== undefined) return { kind: 'one', value: chosen }
  const { effect, needs } = intentNamed(intent)
  const isTarget = slot === 'service' || slot === 'environment' || slot === 'ref' || needs.includes(slot)
  if (effect === 'read' || !isTarget) return { kind: 'one', value: first.value }
  if (slot === 'service' || slot === 'environment')
    return {
      kind: 'several',
      names: { slot, typed: typed(entities, reading), candidates: names(entities), named: true },
    }
  // What is no one version is looked up as it was typed, and nobody gets the newest instead.
  return slot === 'ref' ? { kind: 'one', value: typed(entities, reading) } : { kind: 'open' }
}

function names(entities: readonly Entity[]): readonly string[] {
  return [...new Set(entities.map(({ value }) => String(value)))]
}

function onlyValue(entities: readonly Entity[]): Entity['value'] | undefined {
  return new Set(entities.map(({ value }) => value)).size === 1 ? entities[0]?.value : undefined
}

function typed(entities: readonly Entity[], { text }: Reading): string {
  return text.slice(entities[0]?.start, entities.at(-1)?.end)
}

/** "to staging, sorry, production" means the last one. */
function correctedValue(entities: readonly Entity[], { text }: Reading): Entity['value'] | undefined {
  const [before, last] = entities.slice(-2)
  if (!before || !last) return undefined
  const between = text.slice(before.end, last.start)
  return CORRECTS.test(between) ? last.value : undefined
}

const { and, or, next, later, beforeNames, corrects } = ASKING_WORDS.several
const CORRECTS = new RegExp(String.raw`(?<!\p{L})${anyOf(corrects)}(?!\p{L})`, 'iu')

/** A promotion goes to its last environment, and a difference is what would go there; otherwise the value behind a preposition is the one meant. */
function placedValue(
  slot: string,
  intent: string,
  entities: readonly Entity[],
  reading: Reading,
): Entity['value'] | undefined {
  const followed = entities.filter((entity) => followsTo(entity, reading))
  if (slot === 'environment' && (intent === 'deploy.promote' || intent === 'deploy.diff'))
    return (followed.at(-1) ?? entities.at(-1))?.value
  if (areListed(entities, reading) || (ACTED_AT.has(slot) && areSideBySide(entities, reading))) return undefined
  if (slot === 'ref')
    return (
      onlyValue(entities.filter((entity) => goesBackTo(entity, reading))) ??
      onlyValue(followed) ??
      mostParticular(entities)
    )
  if (slot === 'at') return onlyValue(entities.filter((entity) => isBesideService(entity, reading)))
  if (followed.length > 0) return onlyValue(followed)
  if (slot !== 'service' && slot !== 'environment') return undefined
  return onlyValue(entities.filter((entity) => followsPreposition(entity, reading)))
}

/** "abc1234 on main" is the commit, "the latest of main" the branch, "not the old version but 2.1" is 2.1. */
function mostParticular(refs: readonly Entity[]): Entity['value'] | undefined {
  const commit = onlyValue(refs.filter(({ value }) => /^[0-9a-f]{7,40}$/.test(String(value))))
  return commit ?? onlyValue(refs.filter(({ value }) => value !== 'latest' && value !== 'previous'))
}

const AND = anyOf([...and, ...or, ...next, ...later])
const JOINED = new RegExp(
  `^(?: ?[,&/+]+ ?(?:${AND}[ ,]+)*|(?: ${AND}(?!\\p{L}),?)+ )(?:${anyOf(beforeNames)} )*$`,
  'iu',
)

function areListed(entities: readonly Entity[], { text }: Reading): boolean {
  return entities.some((entity, index) => {
    const next = entities[index + 1]
    return next !== undefined && JOINED.test(text.slice(entity.end, next.start))
  })
}

const ACTED_AT: ReadonlySet<string> = new Set(['service', 'environment'])

/** "to production staging": either may be meant. */
function areSideBySide(entities: readonly Entity[], { text }: Reading): boolean {
  return entities.some((entity, index) => {
    const next = entities[index + 1]
    return next !== undefined && next.value !== entity.value && /^\s+$/.test(text.slice(entity.end, next.start))
  })
}

/** "be back on v5.1" */
function goesBackTo(entity: Entity, { text }: Reading): boolean {
  return /\bback (?:on|at)(?: the| our)? $/i.test(text.slice(0, entity.start).slice(-16))
}

/** "the campaign starts on friday, so web goes out on thursday": the moment in the sentence about the service. */
function isBesideService({ start }: Entity, { clauses, entities }: Reading): boolean {
  const clause = clauses.find((one) => start >= one.start && start < one.end)
  return entities.some(
    (other) => other.slot === 'service' && clause && other.start >= clause.start && other.start < clause.end,
  )
}

function followsTo(entity: Entity, { text }: Reading): boolean {
  return /\b(?:to|into|onto)(?: the| our)? $/i.test(text.slice(0, entity.start).slice(-12))
}

function followsPreposition(entity: Entity, { text }: Reading): boolean {
  return /\b(?:in|on|for|of|from)(?: the| our)? $/i.test(text.slice(0, entity.start).slice(-12))
}
