import type { NearMiss, Slots } from '../src/domain/understanding.ts'
import { effectOf, intentNamed, slotsOf } from './catalog.ts'
import { type Choice, choose } from './choose.ts'
import type { Clause } from './clauses.ts'
import type { Entity } from './entities/entity.ts'
import { printedId } from './entities/ids.ts'
import { freeText } from './free-text.ts'
import { instancesSaid } from './instances-said.ts'
import type { Reading } from './reading.ts'
import { tells } from './rules/rule.ts'
import { strategyOrPlace } from './strategy-or-place.ts'
import { unclaimedRef } from './unclaimed-ref.ts'

/** The slots a text fills for one intent, and the names it leaves open. */
export interface Filling {
  readonly slots: Slots
  /** Two names where one is wanted: both are offered. */
  readonly ambiguous: readonly NearMiss[]
  /** Slots for which the text names two values that no button offers: they stay empty. */
  readonly open: readonly string[]
  /** Filled slots that only a sentence beside the order names: "staging looks fine, deploy mail". */
  readonly told: readonly string[]
}

/** What the text itself says for the intent's slots; nothing is guessed. */
export function fillFromText(intent: string, asRead: Reading): Filling {
  const reading = strategyOrPlace(intent, asRead)
  const choices = slotsOf(intent).map((slot) => ({ slot, choice: chooseFor(slot, intent, reading) }))
  const found = choices.flatMap(({ slot, choice }) => (choice?.kind === 'one' ? [[slot, choice.value] as const] : []))
  const slots: Slots = Object.fromEntries(found)
  const ref = unclaimedRef(intent, reading, slots)
  return {
    slots: ref === undefined ? slots : { ...slots, ref },
    ambiguous: choices.flatMap(({ choice }) => (choice?.kind === 'several' ? [choice.names] : [])),
    open: choices.flatMap(({ slot, choice }) => (choice?.kind === 'open' ? [slot] : [])),
    told: effectOf(intent) === 'read' ? [] : found.flatMap(([slot]) => (isOnlyTold(slot, reading) ? [slot] : [])),
  }
}

/** What a change acts on. */
const ACTED_ON: ReadonlySet<string> = new Set(['service', 'environment', 'ref'])

function isOnlyTold(slot: string, reading: Reading): boolean {
  const named = reading.entities.filter((entity) => entity.slot === slot)
  return ACTED_ON.has(slot) && named.length > 0 && named.every((entity) => isTold(clauseOf(entity, reading)))
}

function chooseFor(slot: string, intent: string, reading: Reading): Choice | undefined {
  const fitting = candidatesFor(slot, intent, reading)
  // Nobody rolls back to the newest; "undo the latest release" says which one is to go.
  const possible = intent === 'rollback.start' ? fitting.filter(({ value }) => value !== 'latest') : fitting
  const choice = choose(slot, intent, possible, reading)
  const value = choice?.kind === 'one' ? choice.value : undefined
  if (choice && value === undefined) return choice
  const said =
    value ??
    ownTitle(slot, freeText(intent, slot, reading), reading) ??
    (intent === 'service.scale' && slot === 'count' ? instancesSaid(reading) : undefined) ??
    fromBareNumber(slot, intent, reading)
  return said === undefined ? undefined : { kind: 'one', value: inState(said, slot, intent) }
}

/** "open an incident for checkout" says what it is about and no title yet. */
function ownTitle(slot: string, words: string | undefined, { text, entities }: Reading): string | undefined {
  if (slot !== 'title' || words === undefined) return words
  const title = words.replace(SEVERITY_BEHIND, '')
  const named = entities.filter((entity) => NAMES.has(entity.slot)).map(({ start, end }) => text.slice(start, end))
  const rest = named.reduce((left, name) => left.replace(name, ' '), title)
  return rest.replace(AROUND_NAMES, ' ').trim() === '' ? undefined : title
}

/** "card payments fail, sev1": how bad it is is no part of what it is. */
const SEVERITY_BEHIND = /(?:,|;| -| \()+ *(?:it's |its |as )?(?:a )?sev(?:erity)?[ -]?[1-4]\)?$/i

const NAMES: ReadonlySet<string> = new Set(['service', 'environment', 'ring', 'device', 'bot', 'severity'])
const AROUND_NAMES =
  /\b(?:the|our|a|an|on|in|for|to|of|at|with|service|app|bot|please|pls|now|as|and)\b|[^\p{L}\p{N}]/giu

/** Values for the slot; those of a clause that says what not to do come last. */
function candidatesFor(slot: string, intent: string, reading: Reading): readonly Entity[] {
  const isFor = (entity: Entity) => entity.slot === slot && (slot !== 'strategy' || isStrategyOf(intent, entity.value))
  const inRequest = reading.entities.filter(isFor)
  if (effectOf(intent) !== 'read') return ordered(slot, intent, inRequest, reading)
  const live = inRequest.filter((entity) => clauseOf(entity, reading)?.mood !== 'negated')
  if (live.length > 0) return live
  return inRequest.length > 0 ? inRequest : reading.asides.filter(isFor)
}

/**
 * A change acts on what its order names: what another sentence tells of counts only where the order names nothing. A
 * service the intent could do without is then left out, but for an incident, which is all telling.
 */
function ordered(slot: string, intent: string, entities: readonly Entity[], reading: Reading): readonly Entity[] {
  // An incident is about what its title names.
  if (entities.length === 0 && intent === 'incident.open' && slot === 'service')
    return reading.asides.filter((entity) => entity.slot === slot)
  const wanted = entities.filter((entity) => clauseOf(entity, reading)?.mood !== 'negated')
  // "no more deployments of payments" is an order by being a prohibition.
  const live = wanted.length === 0 && intent === 'deploy.lock' ? entities : wanted
  const inOrder = live.filter((entity) => !isTold(clauseOf(entity, reading)))
  if (inOrder.length > 0) return inOrder
  // "roll back payments, v1.2.0 is broken" goes back to what was before.
  const isLoose =
    (slot === 'service' && intent !== 'incident.open' && !intentNamed(intent).needs.includes(slot)) ||
    (slot === 'ref' && intent === 'rollback.start')
  return isLoose && reading.clauses.length > 1 ? [] : live
}

/** "it blocks checkout" and "checkout needs it" tell, whatever the verb. */
const TELLING =
  /^(?:so |and |but |since |as )*(?:(?:it|that|he|she|they|we|i|there)'\w+|(?:it|that|this|he|she|they|we|i|there|_service_|_environment_|(?:(?:new|latest|last|current) )?(?:(?:version|release|build) )?_ref_)(?: (?:in|on) _environment_)? (?:\w+s|will|can|could|may|might|cannot|can't|won't|don't|depend|need|rely|were|had))\b/

/** "we need to deploy it" orders, in the words of one who tells. */
const NEEDING =
  /^(?:so |and |but |since |as )*(?:i|we)(?: (?:really|just|also|still|now|urgently|quickly))* (?:need|have|got) to\b|^(?:so |and |but )*(?:i|we)'d (?:like|love|need) to\b/

function isTold(clause: Clause | undefined): boolean {
  return clause !== undefined && (tells(clause) || (TELLING.test(clause.frame) && !NEEDING.test(clause.frame)))
}

function clauseOf({ start }: Entity, { clauses }: Reading): Clause | undefined {
  return clauses.find((clause) => start >= clause.start && start < clause.end)
}

function isStrategyOf(intent: string, value: Entity['value']): boolean {
  const ofBuild = value === 'cache' || value === 'no-cache'
  return intent.startsWith('build.') ? ofBuild : !ofBuild
}

/** `cancel 42` is TASK-42 and `scale payments 5` five instances: the verb says what the number counts. */
function fromBareNumber(slot: string, intent: string, reading: Reading): string | number | undefined {
  const number = reading.entities.find((entity) => entity.slot === 'number')?.value
  if (number === undefined || !(intentNamed(intent).needs.includes(slot) || slot === 'count')) return undefined
  if (slot === 'guideline') return String(number)
  return slot === 'count' || slot === 'pr' ? number : printedId(slot, number)
}

/** An incident that is running or pending is open. */
function inState(value: string | number, slot: string, intent: string): string | number {
  return slot === 'state' && intent.startsWith('incident.') && (value === 'running' || value === 'pending')
    ? 'open'
    : value
}
