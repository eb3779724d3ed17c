import type { NearMiss, Slots } from '../src/domain/understanding.ts'
import { effectOf, intentNamed, slotsOf } from './catalog.ts'
import type { Entity } from './entities/entity.ts'
import { printedId } from './entities/ids.ts'
import { freeText } from './free-text.ts'
import type { Reading } from './reading.ts'
import { unclaimedRef } from './unclaimed-ref.ts'

/** The slots a text fills for one intent, and the names it leaves open. */
export interface Filling {
  readonly slots: Slots
  /** Two names where one is wanted: both are offered. */
  readonly ambiguous: readonly NearMiss[]
}

/** What the text itself says for the intent's slots; nothing is guessed. */
export function fillFromText(intent: string, reading: Reading): Filling {
  const choices = slotsOf(intent).map((slot) => ({ slot, choice: chooseFor(slot, intent, reading) }))
  const found = choices.flatMap(({ slot, choice }) => (choice?.kind === 'one' ? [[slot, choice.value] as const] : []))
  const slots: Slots = Object.fromEntries(found)
  const ref = unclaimedRef(intent, reading, slots)
  return {
    slots: ref === undefined ? slots : { ...slots, ref },
    ambiguous: choices.flatMap(({ choice }) => (choice?.kind === 'several' ? [choice.names] : [])),
  }
}

type Choice =
  | { readonly kind: 'one'; readonly value: string | number }
  | { readonly kind: 'several'; readonly names: NearMiss }

function chooseFor(slot: string, intent: string, reading: Reading): Choice | undefined {
  const fitting = candidatesFor(slot, intent, reading)
  if (slot === 'service' || slot === 'environment') return chooseName(slot, intent, fitting, reading)
  // Nobody rolls back to the newest; "undo the latest release" says which one is to go.
  if (slot === 'ref' && intent === 'rollback.start' && fitting[0]?.value === 'latest') return undefined
  const chosen = slot === 'ref' ? (fitting.find((entity) => followsTo(entity, reading)) ?? fitting[0]) : fitting[0]
  const value = chosen?.value ?? freeText(intent, slot, reading) ?? fromBareNumber(slot, intent, reading)
  return value === undefined ? undefined : { kind: 'one', value: inState(value, slot, intent) }
}

/** Values for the slot; those of a clause that says what not to do come last. */
function candidatesFor(slot: string, intent: string, reading: Reading): readonly Entity[] {
  const isFor = (entity: Entity) => entity.slot === slot && (slot !== 'strategy' || isStrategyOf(intent, entity.value))
  const inRequest = reading.entities.filter(isFor)
  const live = inRequest.filter((entity) => !isInNegation(entity, reading))
  if (live.length > 0) return live
  if (inRequest.length > 0) return inRequest
  return effectOf(intent) === 'read' ? reading.asides.filter(isFor) : []
}

function isInNegation(entity: Entity, { clauses }: Reading): boolean {
  return clauses.some(({ mood, start, end }) => mood === 'negated' && entity.start >= start && entity.start < end)
}

function isStrategyOf(intent: string, value: Entity['value']): boolean {
  const ofBuild = value === 'cache' || value === 'no-cache'
  return intent.startsWith('build.') ? ofBuild : !ofBuild
}

function chooseName(
  slot: 'service' | 'environment',
  intent: string,
  entities: readonly Entity[],
  reading: Reading,
): Choice | undefined {
  const first = entities[0]
  if (!first) return undefined
  const chosen = onlyName(entities) ?? correctedName(entities, reading) ?? placedName(intent, entities, reading)
  if (chosen !== undefined) return { kind: 'one', value: chosen }
  if (effectOf(intent) === 'read') return { kind: 'one', value: first.value }
  return { kind: 'several', names: { slot, typed: typedNames(entities, reading), candidates: distinctNames(entities) } }
}

function distinctNames(entities: readonly Entity[]): readonly string[] {
  return [...new Set(entities.map((entity) => String(entity.value)))]
}

function onlyName(entities: readonly Entity[]): string | undefined {
  const names = distinctNames(entities)
  return names.length === 1 ? names[0] : undefined
}

function typedNames(entities: readonly Entity[], { text }: Reading): string {
  return text.slice(entities[0]?.start, entities.at(-1)?.end)
}

/** "to staging, sorry, production" means the last one. */
function correctedName(entities: readonly Entity[], { text }: Reading): string | undefined {
  const [before, last] = entities.slice(-2)
  if (!before || !last) return undefined
  const between = text.slice(before.end, last.start)
  return /\b(?:i mean|i meant|sorry|oops|wait|actually|no|make that|or rather|rather)\b/i.test(between)
    ? String(last.value)
    : undefined
}

/** A promotion goes to its last environment, and a difference is what would go there; otherwise the name behind a preposition is the one meant. */
function placedName(intent: string, entities: readonly Entity[], reading: Reading): string | undefined {
  const followed = entities.filter((entity) => followsTo(entity, reading))
  if (intent === 'deploy.promote' || intent === 'deploy.diff')
    return String((followed.at(-1) ?? entities.at(-1))?.value)
  if (areListed(entities, reading)) return undefined
  return onlyName(followed.length > 0 ? followed : entities.filter((entity) => followsPreposition(entity, reading)))
}

function areListed(entities: readonly Entity[], { text }: Reading): boolean {
  return entities.some((entity, index) => {
    const next = entities[index + 1]
    return (
      next !== undefined && /^ ?(?:,|and|&|\/|\+|or|, and)(?: to| in| on)? ?$/i.test(text.slice(entity.end, next.start))
    )
  })
}

function followsTo(entity: Entity, { text }: Reading): boolean {
  return /\b(?:to|into|onto)(?: the| our)? $/i.test(text.slice(0, entity.start).slice(-12))
}

function followsPreposition(entity: Entity, { text }: Reading): boolean {
  return /\b(?:in|on|for|of|from)(?: the| our)? $/i.test(text.slice(0, entity.start).slice(-12))
}

/** `cancel 42` is TASK-42 and `scale payments 5` five instances: the verb says what the number counts. */
function fromBareNumber(slot: string, intent: string, reading: Reading): string | number | undefined {
  const number = reading.entities.find((entity) => entity.slot === 'number')?.value
  if (number === undefined || !(intentNamed(intent).needs.includes(slot) || slot === 'count')) return undefined
  if (slot === 'guideline') return String(number)
  return slot === 'count' || slot === 'pr' ? number : printedId(slot, number)
}

/** An incident that goes on is open. */
function inState(value: string | number, slot: string, intent: string): string | number {
  return slot === 'state' && intent.startsWith('incident.') && (value === 'running' || value === 'pending')
    ? 'open'
    : value
}
