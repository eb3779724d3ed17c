import type { Catalog } from '../src/domain/catalog.ts'
import type { DialogueContext, OtherReading, Slots, Understanding } from '../src/domain/understanding.ts'
import { intentNamed, slotsOf } from './catalog.ts'
import { type Classification, createClassifier } from './classify.ts'
import { resolve } from './context.ts'
import { earlierTurns, pick } from './earlier-turns.ts'
import { doubtAs } from './entities/doubtful-names.ts'
import type { DoubtfulName } from './entities/entity.ts'
import { type Filling, fillFromText } from './fill.ts'
import { withCountedInstances } from './instances-said.ts'
import { createLanguageOfTidied } from './language-of.ts'
import { classifierOf, withOwn } from './model/classifier.ts'
import type { Frame } from './model/example-file.ts'
import { shippedModel } from './model/shipped-model.ts'
import { type Reading, readText } from './reading.ts'
import { withReferent } from './referent.ts'
import { rememberReadings } from './remember-readings.ts'
import { type Resolved, saidToPerson } from './resolved.ts'
import type { Guess } from './rules/classify.ts'
import type { Spelled } from './spelling/speller.ts'
import { createSpellers } from './spelling/spellers.ts'
import { isToPerson } from './talk-to-person.ts'
import { tidy } from './tidy.ts'
import { toldApart } from './told-apart.ts'
import { hasUnreadName } from './unread-name.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

/** Finds what a message asks for. Pure and synchronous; never throws, whatever the text. */
export type Understand = (text: string, context: DialogueContext, now: Date) => Understanding

/** Every step from a message to what it asks for. */
export interface Steps {
  /** As typed, without what its platform put around the words. */
  readonly typed: string
  readonly reading: Reading
  readonly classification: Classification
  readonly understanding: Understanding
}

/**
 * @param ownExamples What people say here, learned beside the examples that come with the project.
 * @throws {Error} naming both things when the catalog calls two of the same kind by one name.
 */
export function createUnderstanding(catalog: Catalog, ownExamples: readonly Frame[] = []): Understand {
  const steps = createSteps(catalog, ownExamples)
  return rememberReadings(
    (text, context, now) => steps(text, context, now).understanding,
    () => catalog.devices,
  )
}

/** The same with every step, to see which of them decided. @throws {Error} as above. */
export function createSteps(
  catalog: Catalog,
  ownExamples: readonly Frame[],
): (text: string, context: DialogueContext, now: Date) => Steps {
  const { model, lexicons } = shippedModel()
  const classify = createClassifier(classifierOf(withOwn(model, ownExamples)))
  const namesNow = (devices: Catalog['devices']) => {
    const vocabulary = createVocabulary({ ...catalog, devices })
    return { devices, vocabulary, spell: createSpellers(lexicons, vocabulary, createLanguageOfTidied(catalog)) }
  }
  let names = namesNow(catalog.devices)
  return (text, context, now) => {
    // Devices come and go while the bot runs; the other names are those of its start.
    if (catalog.devices !== names.devices) names = namesNow(catalog.devices)
    const { vocabulary, spell } = names
    const { text: typed, quoted } = tidy(text)
    const { language, spelled } = spell(typed)
    const { asTyped } = spelled
    const plain = withCountedInstances(spelled.text)
    const earlier = earlierTurns(context, now)
    const { own: turns } = earlier
    const read = (said: string) => readText(said, { vocabulary, now, language, listed: context.listed, turns })
    const reading = read(plain)
    const spoken = context.waitingFor?.kind === 'yes-or-no' ? plain : withReferent(plain, turns, context.listed ?? [])
    const classification = classify(reading, spoken === plain ? undefined : () => read(spoken))
    const resolved = isToPerson(reading, context, vocabulary)
      ? saidToPerson()
      : resolve(reading, classification, context, earlier)
    const fromQuote = slotsOfQuote(resolved, quoted, reading, vocabulary, now)
    const understanding = describe(
      { ...resolved, filling: typedFilling(resolved.filling, asTyped), carried: { ...fromQuote, ...resolved.carried } },
      classification,
      doubtsOf(resolved, reading, vocabulary).map((doubt) => ({ ...doubt, typed: asTyped(doubt.typed) })),
      reading,
    )
    return {
      typed,
      reading,
      classification,
      understanding: hasUnreadName(reading) ? { ...understanding, hasUnreadName: true } : understanding,
    }
  }
}

/** Words of their own choosing are people's own, slips included; the name of a version is never another one. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'reason',
  'conditions',
  'title',
  'target',
  'topic',
  'bot',
  'guideline',
  'ref',
])

function typedFilling(filling: Filling, asTyped: Spelled['asTyped']): Filling {
  const slots = Object.entries(filling.slots).map(([slot, value]) => [
    slot,
    typeof value === 'string' && OWN_WORDS.has(slot) && !/^(?:latest|previous)$/.test(value) ? asTyped(value) : value,
  ])
  return { ...filling, slots: Object.fromEntries(slots) }
}

/** What a request leaves open may stand in the lines it quotes. */
function slotsOfQuote(resolved: Resolved, quoted: string, reading: Reading, vocabulary: Vocabulary, now: Date): Slots {
  if (quoted === '') return {}
  const { slots } = fillFromText(resolved.intent, readText(quoted, { vocabulary, now }))
  const doubted = new Set<string>(reading.doubts.map(({ slot }) => slot))
  const open = intentNamed(resolved.intent).needs.filter(
    (slot) => resolved.filling.slots[slot] === undefined && !doubted.has(slot),
  )
  return Object.fromEntries(open.flatMap((slot) => (slots[slot] === undefined ? [] : [[slot, slots[slot]]])))
}

/** Doubtful names of the text; bare words that answer a question, with no name in them, are doubted as what was asked for. */
function doubtsOf(resolved: Resolved, reading: Reading, vocabulary: Vocabulary): readonly DoubtfulName[] {
  const { answers, filling } = resolved
  if ((answers !== 'service' && answers !== 'environment') || filling.slots[answers] !== undefined)
    return reading.doubts
  const isBare = reading.words.length <= 3 && Object.keys(filling.slots).length === 0
  return isBare && !reading.doubts.some(({ slot }) => slot === answers)
    ? [doubtAs(answers, reading.text, vocabulary)]
    : reading.doubts
}

function describe(
  resolved: Resolved,
  { guesses }: Classification,
  doubts: readonly DoubtfulName[],
  reading: Reading,
): Understanding {
  const { intent, confidence, via, filling } = resolved
  const slots = { ...resolved.carried, ...filling.slots }
  const values = Object.values(slots)
  const open = doubts.filter(
    ({ slot, typed }) => slots[slot] === undefined && slotsOf(intent).includes(slot) && !values.includes(typed),
  )
  const { nearMisses, unknownNames } = toldApart(open)
  return {
    intent,
    confidence,
    slots,
    missing: intentNamed(intent).needs.filter((slot) => slots[slot] === undefined),
    nearMisses: [...filling.ambiguous, ...nearMisses],
    unknownNames,
    carriedOver: [
      ...Object.keys(resolved.carried).filter((slot) => filling.slots[slot] === undefined),
      ...filling.told,
    ],
    ...(filling.told.length > 0 && { besideRequest: filling.told }),
    alternatives: guesses
      .filter((guess) => guess.intent !== intent)
      .map((guess) => otherReading(guess, slots, reading)),
    via,
  }
}

/** Values of what is hardly likely are not worth looking for. */
const WORTH_FILLING = 0.1

function otherReading({ intent, confidence }: Guess, known: Slots, reading: Reading): OtherReading {
  if (confidence < WORTH_FILLING) return { intent, confidence, slots: {} }
  return { intent, confidence, slots: { ...pick(known, slotsOf(intent)), ...fillFromText(intent, reading).slots } }
}
