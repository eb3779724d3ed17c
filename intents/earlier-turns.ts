import type { DialogueContext, ListedThing, Slots, Turn } from '../src/domain/understanding.ts'
import { effectOf, intentNamed, intents, slotsOf } from './catalog.ts'
import { slotsOfThing } from './entities/listed.ts'
import type { Reading } from './reading.ts'

/** After an hour of silence a thread starts from scratch: "it" then means nothing. */
const SILENCE_ENDS_SESSION_MS = 60 * 60 * 1000

const CONVERSATION = /^(?:chat|confirm|help)\.|^out_of_scope$/
const REFERENCE =
  /\b(?:it|its|mine|him|his|her|that|this|them|those|these|same|(?<!\b(?:is|are|was|were|isn't|aren't) )there(?!'s| is\b| are\b| was\b| were\b)|again|(?:the|that|this|said|same) (?:service|app|environment|deploy|deployment|build|task|job|release|one|change|incident|run|thing|device|workflow))\b/i
/** "then put main on staging": the next step with the same thing. */
const GOES_ON = /^\W*(?:(?:ok|okay|good|great|cool|fine|and|now|alright|perfect|yes)\W+){0,3}then\b/i
/** Slots that belong to what "it" is; how many, since when and how must be said again each time. */
const CARRIED = new Set([
  'service',
  'environment',
  'ref',
  'task',
  'change',
  'incident',
  'run',
  'workflow',
  'device',
  'ring',
  'pr',
  'bot',
  'metric',
])
const CARRIES_REF = new Set([
  'deploy.start',
  'deploy.schedule',
  'deploy.promote',
  'build.start',
  'test.run',
  'change.submit',
])

const AT_THAT_TIME =
  /\b(?:for|at|by|around) (?:then|that(?: time| slot| moment| hour)?)(?=$|[.,!?;]| please)|\bsame (?:time|slot)\b|\b(?:there|it|that) then(?=\W*\?)/i
const LENGTH = '(?:time(?: ?frame| ?span)?|period|window|range|span|interval|stretch)'
/** "and latency over the same time?" */
const OVER_THAT_TIME = new RegExp(
  String.raw`\bsame ${LENGTH}\b|\b(?:in|over|during|for|within|across) that ${LENGTH}\b`,
  'i',
)

/** What was said before, the newest first; greetings, answers and talk left out. */
export interface EarlierTurns {
  /** This person's. */
  readonly own: readonly Turn[]
  /** Everybody's. */
  readonly all: readonly Turn[]
  /** What this person said last, talk and help included. */
  readonly latest: Turn | undefined
}

/** The turns since the thread was last silent for an hour. */
export function earlierTurns(context: DialogueContext, now: Date): EarlierTurns {
  const newestFirst = [...context.turns].reverse()
  const gaps = newestFirst.map((turn, index) => {
    const next = index === 0 ? now.getTime() : Date.parse(newestFirst[index - 1]?.at ?? turn.at)
    return next - Date.parse(turn.at)
  })
  const silence = gaps.findIndex((gap) => gap > SILENCE_ENDS_SESSION_MS)
  const session = silence < 0 ? newestFirst : newestFirst.slice(0, silence)
  const all = session.filter(({ intent }) => intents.has(intent) && !CONVERSATION.test(intent))
  const own = all.filter(({ by }) => by === context.by)
  // What was shown after somebody else's request is theirs.
  const wasShownIt = own[0] === all[0]
  return {
    own: wasShownIt ? withOnlyThing(own, context.listed ?? []) : own,
    all,
    latest: session.find(({ by }) => by === context.by),
  }
}

/** Where the bot has shown one thing and no more, "it" is that thing. */
function withOnlyThing(turns: readonly Turn[], listed: readonly ListedThing[]): readonly Turn[] {
  const [only, ...others] = listed
  const [last, ...before] = turns
  if (!only || !last || others.length > 0) return turns
  return [{ ...last, slots: { ...last.slots, ...slotsOfThing(only) } }, ...before]
}

/** "ack the search one" was about search: what the list said of a thing belongs to it. */
function withListed(turn: Turn, listed: readonly ListedThing[]): Turn {
  const thing = listed.find(({ kind, id }) => kind !== 'service' && turn.slots[kind] === id)
  return thing ? { ...turn, slots: { ...slotsOfThing(thing), ...turn.slots } } : turn
}

/** Of each two only one is meant: a run is of a workflow that nobody needs to name. */
const NAMED_INSTEAD: Readonly<Record<string, string>> = { workflow: 'run', run: 'workflow' }

/** What a text that names another thing leaves behind. */
export function isReplaced(slot: string, fromText: Slots): boolean {
  const other = NAMED_INSTEAD[slot]
  return other !== undefined && fromText[other] !== undefined
}

/**
 * Slots that the text leaves to an earlier turn. A question may take what it needs from the turn before; a change takes
 * something over only where the text points back ("it", "there", "the previous version").
 * @param earlier Somebody else's turns count only for a question of who has asked for nothing yet.
 * @param closed Slots that must stay empty because the text itself left them in doubt.
 * @param asksOn Asks on about the same, whatever the words.
 */
export function carriedSlots(
  intent: string,
  fromText: Slots,
  closed: ReadonlySet<string>,
  reading: Reading,
  earlier: EarlierTurns,
  listed: readonly ListedThing[],
  asksOn = false,
): Slots {
  const meant = turnsMeant(intent, earlier)
  const goesOn = asksAgain(intent, reading, meant[0])
  const refersBack = asksOn || goesOn || pointsBack(reading, fromText)
  const turns = meant.map((turn) => withListed(turn, listed))
  const wanted = slotsOf(intent).filter(
    (slot) =>
      fromText[slot] === undefined &&
      !closed.has(slot) &&
      !isReplaced(slot, fromText) &&
      (canCarry(slot, intent) ||
        isSameTime(slot, reading.text) ||
        (slot === 'window' && isOfSamePlace(intent, reading, meant[0]))),
  )
  const needed = wanted.filter((slot) => intentNamed(intent).needs.includes(slot))
  if (!refersBack && (effectOf(intent) !== 'read' || needed.length === 0)) return {}
  const source = turns.find((turn) => wanted.some((slot) => turn.slots[slot] !== undefined))
  const fromSource = pick(
    { ...versionBefore(source, turns), ...source?.slots },
    wanted.filter((slot) => slot !== 'ref' || isSameService(fromText, source)),
  )
  const further = needed.filter((slot) => fromSource[slot] === undefined)
  return { ...fromSource, ...(refersBack ? newest(further, turns) : {}) }
}

/** What is unlocked is what was locked, whatever was asked in between. Who has asked for nothing yet may ask about what the others speak of; nobody changes that by saying "it". */
function turnsMeant(intent: string, { own, all }: EarlierTurns): readonly Turn[] {
  if (own.length === 0 && effectOf(intent) === 'read') return all
  const lock = intent === 'deploy.unlock' ? own.find((turn) => turn.intent === 'deploy.lock') : undefined
  return lock ? [lock, ...own.filter((turn) => turn !== lock)] : own
}

/** "and on staging, how is the last deploy?": the same question of another place. */
function asksAgain(intent: string, { text }: Reading, last: Turn | undefined): boolean {
  return intent === last?.intent && effectOf(intent) === 'read' && /^\W*and\b/i.test(text)
}

/** "what is saturation there?": another figure of the same place and time. */
function isOfSamePlace(intent: string, { text }: Reading, last: Turn | undefined): boolean {
  return intent === last?.intent && intent === 'metrics.query' && /\b(?:there|its?)\b/i.test(text)
}

function isSameTime(slot: string, text: string): boolean {
  return (slot === 'at' && AT_THAT_TIME.test(text)) || (slot === 'window' && OVER_THAT_TIME.test(text))
}

function pointsBack(reading: Reading, fromText: Slots): boolean {
  return fromText.ref === 'previous' || REFERENCE.test(reading.text) || GOES_ON.test(reading.text)
}

function canCarry(slot: string, intent: string): boolean {
  return CARRIED.has(slot) && (slot !== 'ref' || CARRIES_REF.has(intent))
}

function isSameService(fromText: Slots, turn: Turn | undefined): boolean {
  return fromText.service === undefined || fromText.service === turn?.slots.service
}

/** A question in between ("is it done?") does not make people mean the newest version. */
function versionBefore(source: Turn | undefined, turns: readonly Turn[]): Slots {
  if (!source || effectOf(source.intent) !== 'read') return {}
  const last = turns.find(({ intent }) => CARRIES_REF.has(intent))
  return last?.slots.service === source.slots.service ? pick(last?.slots ?? {}, ['ref']) : {}
}

function newest(slots: readonly string[], turns: readonly Turn[]): Slots {
  return Object.assign(
    {},
    ...slots.map((slot) => pick(turns.find((turn) => turn.slots[slot] !== undefined)?.slots ?? {}, [slot])),
  )
}

/** The named slots that have a value. */
export function pick(slots: Slots, names: readonly string[]): Slots {
  return Object.fromEntries(names.flatMap((name) => (slots[name] === undefined ? [] : [[name, slots[name]]])))
}
