import type { AccessDecision } from '../access/decide-access.ts'
import { type ChangeIntent, isChange, isRead, type ReadIntent } from '../capabilities/capabilities.ts'
import { requestSentence } from '../capabilities/request-sentence.ts'
import { MEASURED_METRICS } from '../cards/traffic-words.ts'
import type { Card } from '../domain/card.ts'
import type { Place } from '../domain/place.ts'
import { type QuestionChoice, REQUEST } from '../domain/question.ts'
import { namesRings, placesNamed } from '../domain/rings-of-service.ts'
import { isPlace, type Settings } from '../domain/settings.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { NearMiss, Slots, Understanding } from '../domain/understanding.ts'
import type { Several } from '../domain/workflows/several.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { closeReading } from './close-readings.ts'
import type { AskedAbout, ToldFact } from './facts/fact.ts'
import { likelyReadings } from './likely-readings.ts'

/** One thing that a question offers. */
export type Choice = Omit<QuestionChoice, 'button'>

/** How the bot reacts to a message. */
export type Decision =
  | {
      readonly kind: 'propose-several'
      readonly several: Several
      /** Set where one of them only resembles the examples, which its card says. */
      readonly model?: string | undefined
    }
  | { readonly kind: 'answer'; readonly intent: ReadIntent; readonly slots: Slots; readonly note?: string }
  | {
      readonly kind: 'propose'
      readonly intent: ChangeIntent
      readonly slots: Slots
      /** What was not said and taken, since there is nothing else to choose: for the card that asks about it. */
      readonly assumed?: string
    }
  | {
      readonly kind: 'ask'
      readonly slot: string
      readonly prompt: string
      readonly choices: readonly Choice[]
      /** Every choice is wanted, one after the other. */
      readonly several?: true
      /** What stands beside them and asks for nothing that is known, as it was typed. */
      readonly unread?: readonly string[]
      /** Why some of what is wanted is not among them, as sentences. */
      readonly refused?: readonly string[]
      /** What read them, where that is not what read the whole message. */
      readonly model?: string
    }
  | { readonly kind: 'settle'; readonly yes: boolean }
  /** Answered already, from what it points to. */
  | { readonly kind: 'explain'; readonly card: Card }
  | { readonly kind: 'refuse'; readonly sentence: string }
  /** Facts that its words ask for. */
  | { readonly kind: 'tell'; readonly facts: readonly ToldFact[] }
  /** The wish that a canary gets all requests now. */
  | { readonly kind: 'promote'; readonly about: AskedAbout }
  /** The wish that a canary is stopped. */
  | { readonly kind: 'cancel-canary'; readonly about: AskedAbout }
  /** A question that no intent of the catalog answers. */
  | { readonly kind: 'look-into' }
  /** Understood as nothing this bot does. */
  | { readonly kind: 'decline' }

export interface Situation {
  readonly understanding: Understanding
  /** The reading is a guess: a change is asked about before anything else. */
  readonly unsure: boolean
  /** It is a question about this system that no intent of the catalog answers. */
  readonly open: boolean
  readonly access: AccessDecision
  readonly settings: Settings
  /** What of them its person may name: questions offer these alone. Left out until something must be asked. */
  readonly permitted?: Settings
  /** Unfinished tasks, newest first: candidates when no task is named. */
  readonly activeTasks: readonly string[]
  /** Change requests that wait, newest first: candidates when none is named, and left out when one is. */
  readonly pendingChanges?: readonly string[]
  /** What its questions are written in. */
  readonly texts: Texts
}

/** More choices than this are typed instead of chosen: the select menu of every platform holds so many. */
const MOST_CHOICES = 25

/** Pure: the same situation always leads to the same decision. A change never starts on a guessed name. */
export function decide(situation: Situation): Decision {
  const { understanding, access } = situation
  const { intent } = understanding
  if (intent === 'confirm.yes' || intent === 'confirm.no') return { kind: 'settle', yes: intent === 'confirm.yes' }
  if (situation.open) return { kind: 'look-into' }
  if (isRead(intent)) {
    if (access.kind === 'refused') return { kind: 'refuse', sentence: access.sentence }
    return askEither(understanding, situation.texts) ?? decideRead(intent, situation)
  }
  if (situation.unsure || intent === 'out_of_scope')
    return askWhich(understanding, situation.texts) ?? { kind: 'decline' }
  if (!isChange(intent)) return { kind: 'decline' }
  if (access.kind === 'refused') return { kind: 'refuse', sentence: access.sentence }
  const { assumed, ...chosen } = withOnlyChoice(withOnlyChoice(situation, 'service'), 'environment')
  const { slots: filled } = chosen.understanding
  return firstQuestion(chosen) ?? { kind: 'propose', intent, slots: filled, ...(assumed !== undefined && { assumed }) }
}

/** Offers the likeliest readings, each as a whole request that can be pressed. */
function askWhich(understanding: Understanding, texts: Texts): Decision | undefined {
  const choices = likelyReadings(understanding, (intent) => isRead(intent) || isChange(intent)).map(
    ({ intent, slots }) => wholeRequest({ intent, slots }, texts),
  )
  if (choices.length === 0) return undefined
  return { kind: 'ask', slot: REQUEST, prompt: texts.questions.notSure, choices }
}

/** Names both readings of a question where the wrong answer could mislead. */
function askEither(understanding: Understanding, texts: Texts): Decision | undefined {
  const other = closeReading(understanding)
  if (other === undefined) return undefined
  const slots = likeliestSlots(understanding)
  const choices = [understanding.intent, other].map((intent) => wholeRequest({ intent, slots }, texts))
  const { formats, questions } = texts
  const prompt = questions.twoWays({ readings: formats.anyOf(choices.map(({ value }) => formats.quoted(value))) })
  return { kind: 'ask', slot: REQUEST, prompt, choices }
}

export function wholeRequest(request: StructuredRequest, texts: Texts): Choice {
  return { value: requestSentence(request, texts), request }
}

/** Replaces each misspelled name with the likeliest one, to check access and to answer reads. */
export function likeliestSlots({ nearMisses, slots }: Pick<Understanding, 'nearMisses' | 'slots'>): Slots {
  const corrected = nearMisses.flatMap(({ slot, candidates: [likeliest] }) => (likeliest ? [[slot, likeliest]] : []))
  return { ...Object.fromEntries(corrected), ...slots }
}

/** A read may use the likeliest name, if it says so. */
function decideRead(intent: ReadIntent, situation: Situation): Decision {
  const { understanding, permitted: settings = situation.settings } = situation
  const slots = likeliestSlots(understanding)
  const only = settings.services.length === 1 ? settings.services[0] : undefined
  const missing = understanding.missing.filter((slot) => slots[slot] === undefined)
  if (missing.includes('service') && !only) return askFor('service', slots, situation, [])
  const [other] = missing.filter((slot) => slot !== 'service')
  if (other) return askFor(other, slots, situation, [])
  const unknown = understanding.unknownNames[0]
  if (unknown && slots[unknown.slot] === undefined) {
    return askFor(unknown.slot, slots, situation, [], unknownName(unknown, situation))
  }
  const filled = missing.includes('service') && only ? { ...slots, service: only.id } : slots
  const ring = ringAskedOf(filled, situation)
  if (ring) return ring
  const note = readAs(understanding.nearMisses, situation.texts)
  return { kind: 'answer', intent, slots: filled, ...(note && { note }) }
}

function readAs(misses: readonly NearMiss[], { questions, formats }: Texts): string | undefined {
  const read = misses.map(({ typed, candidates: [name = ''] }) => questions.nameReadAs({ typed, name }))
  return read.length === 0 ? undefined : questions.readAs({ readings: formats.allOf(read) })
}

interface Chosen extends Situation {
  readonly assumed?: string
}

/** Takes the one service or environment that there is: its person sees it on the card before anything starts. */
function withOnlyChoice(situation: Chosen, slot: 'service' | 'environment'): Chosen {
  const { understanding, assumed } = situation
  const { slots, missing, nearMisses, unknownNames } = understanding
  if (!situation.permitted || understanding.hasUnreadName) return situation
  const isNamed = [...nearMisses, ...unknownNames].some((name) => name.slot === slot)
  const [only, ...others] = choicesFor(slot, slots, situation)
  if (!missing.includes(slot) || isNamed || only === undefined || others.length > 0) return situation
  const sentence = situation.texts.questions.onlyChoice[slot]({ name: only })
  return {
    ...situation,
    understanding: {
      ...understanding,
      slots: { ...slots, [slot]: only },
      missing: missing.filter((one) => one !== slot),
    },
    assumed: assumed === undefined ? sentence : `${assumed} ${sentence}`,
  }
}

function firstQuestion(situation: Situation): Decision | undefined {
  const { slots, missing, nearMisses, unknownNames } = situation.understanding
  for (const miss of nearMisses) {
    const { slot, candidates, named } = miss
    if (slots[slot] !== undefined) continue
    const why = named ? youNamed(candidates, situation) : unknownName(miss, situation)
    return askFor(slot, slots, situation, candidates, why)
  }
  for (const unknown of unknownNames) {
    if (slots[unknown.slot] !== undefined) continue
    return askFor(unknown.slot, slots, situation, [], unknownName(unknown, situation))
  }
  const [slot] = missing
  if (slot !== undefined) return askFor(slot, slots, situation, [])
  return wrongEnvironment(slots, situation)
}

/** Both names are known, but the service does not live there. */
function wrongEnvironment(slots: Slots, situation: Situation): Decision | undefined {
  const { service, environment } = slots
  if (service === undefined || environment === undefined) return undefined
  const place = { service: String(service), environment: String(environment) }
  if (isPlace(situation.settings, place)) return undefined
  if (namesRings(situation.settings, place.environment)) return ringInstead(place, slots, situation)
  return askFor('environment', slots, situation, [], situation.texts.plans.problem.noPlace(place))
}

/** What is live, or may be deployed, is asked of an environment. */
function ringAskedOf(slots: Slots, situation: Situation): Decision | undefined {
  const { service, environment } = slots
  if (service === undefined || environment === undefined) return undefined
  const place = { service: String(service), environment: String(environment) }
  if (isPlace(situation.settings, place) || !namesRings(situation.settings, place.environment)) return undefined
  return ringInstead(place, slots, situation)
}

/** Rings get releases; whatever else is asked is asked of one of their environments. */
function ringInstead({ service, environment: ring }: Place, slots: Slots, situation: Situation): Decision | undefined {
  const { settings, permitted = settings, understanding, texts } = situation
  if (TAKES_RINGS.has(understanding.intent)) return undefined
  const own = placesNamed(settings, service, ring).filter((one) => isPlace(permitted, { service, environment: one }))
  const words = texts.rings.problem
  if (own.length === 0) return askFor('environment', slots, situation, [], words.notThere({ service, ring }))
  const environments = texts.formats.allOf(own)
  const which = `${words.oneOf({ ring, environments })} ${whichOf('environment', texts)}`
  return { kind: 'ask', slot: 'environment', prompt: which, choices: asChoices(own) }
}

const TAKES_RINGS: ReadonlySet<string> = new Set(['deploy.start', 'deploy.promote'])

function unknownName({ slot, typed }: Pick<NearMiss, 'slot' | 'typed'>, { texts }: Situation): string {
  return texts.questions.unknownName[slot]({ name: typed })
}

function youNamed(names: readonly string[], { texts: { questions, formats } }: Situation): string {
  return questions.youNamed({ names: formats.allOf(names.map(formats.quoted)) })
}

function askFor(
  slot: string,
  slots: Slots,
  situation: Situation,
  likeliest: readonly string[],
  because?: string,
): Decision {
  const all = choicesFor(slot, slots, situation)
  const { questions, formats } = situation.texts
  const ask = (question: string, values: readonly string[]): Decision => {
    const prompt = [...(because === undefined ? [] : [because]), question].join(' ')
    return { kind: 'ask', slot, prompt, choices: asChoices(values) }
  }
  if (likeliest.length > 0) return ask(questions.didYouMean({ names: formats.anyOf(likeliest) }), likeliest)
  const which = whichOf(slot, situation.texts)
  if (all.length <= MOST_CHOICES) return ask(which, all)
  return ask(`${which} ${questions.iKnow({ names: all.join(', ') })}`, [])
}

function whichOf(slot: string, { questions: { which, whichOther } }: Texts): string {
  return textFor(which, slot) ?? whichOther({ slot })
}

const asChoices = (values: readonly string[]): readonly Choice[] => values.map((value) => ({ value }))

function choicesFor(slot: string, slots: Slots, situation: Situation): readonly string[] {
  const { permitted: settings = situation.settings, activeTasks, pendingChanges = [] } = situation
  if (slot === 'task') return activeTasks
  if (slot === 'workflow') return (settings.workflows ?? []).map(({ id }) => id)
  if (slot === 'change') return pendingChanges
  if (slot === 'metric') return MEASURED_METRICS
  if (slot === 'service') return settings.services.map(({ id }) => id)
  if (slot !== 'environment') return []
  if (slots.service === undefined) return settings.environments.map(({ id }) => id)
  return settings.services.find(({ id }) => id === slots.service)?.environments ?? []
}
