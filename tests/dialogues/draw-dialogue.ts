import fc from 'fast-check'
import {
  AT_TERMINAL,
  type Delivered,
  type Meaning,
  type Move,
  PEOPLE,
  type Person,
  PLACES,
  type PressedButton,
  type Said,
  type Saying,
  type Slot,
} from './move.ts'
import {
  ASIDES,
  CORRECTIONS,
  ENVIRONMENTS,
  NOT_QUITE_YES,
  type Phrase,
  QUESTIONS,
  REFUSALS,
  REQUESTS,
  SERVICES,
  SMALL_TALK,
  VERSIONS,
  YES,
} from './phrases.ts'

type Phrased = Pick<Saying, 'text' | 'means'>

/** The first of several is the commonest, and what a shrunk dialogue ends with. */
const mostly = <Value>(first: Value, others: readonly Value[], weight: number): fc.Arbitrary<Value> =>
  fc.oneof(
    { arbitrary: fc.constant(first), weight },
    ...others.map((value) => ({ arbitrary: fc.constant(value), weight: 1 })),
  )

const person = mostly<Person>(PEOPLE[0], PEOPLE.slice(1), 5)
const place = mostly(PLACES[0], PLACES.slice(1), 8)
const delivered = mostly<Delivered>('once', ['twice', 'cut short'], 10)

const VALUES: Readonly<Record<Slot, readonly string[]>> = {
  service: SERVICES,
  environment: ENVIRONMENTS,
  ref: VERSIONS,
}
const named = fc
  .constantFrom<Slot>('environment', 'service', 'ref')
  .chain((slot) => fc.constantFrom(...VALUES[slot]).map((value) => ({ slot, value })))

const names = fc.record({
  service: fc.constantFrom(...SERVICES),
  environment: fc.constantFrom('production', 'staging'),
  ref: fc.constantFrom('v1.2.0', 'v1.1.0', 'v1.3.0', 'v1.0.0'),
})

const request = (phrases: readonly Phrase[]): fc.Arbitrary<Phrased> =>
  fc.tuple(fc.constantFrom(...phrases), names, names).map(([{ text, change }, said, beside]) => ({
    text: fill(fill(text, '', said), 'beside.', beside),
    means: { kind: 'request', change, said: namedIn(text, '', said), beside: namedIn(text, 'beside.', beside) },
  }))

function fill(text: string, prefix: string, said: Said): string {
  return Object.entries(said).reduce((all, [slot, value]) => all.replaceAll(`{${prefix}${slot}}`, value), text)
}

function namedIn(text: string, prefix: string, said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([slot]) => text.includes(`{${prefix}${slot}}`)))
}

const correction = fc.tuple(fc.constantFrom(...CORRECTIONS), named).map(
  ([text, { slot, value }]): Phrased => ({
    text: text.replace('{value}', value),
    means: { kind: 'correction', said: { [slot]: value } },
  }),
)

const value = named.map(({ slot, value: text }): Phrased => ({ text, means: { kind: 'value', slot, value: text } }))
const cancelsTask: Phrased = { text: 'cancel {task}', means: { kind: 'cancels task' } }

const phrased = fc.oneof(
  { weight: 26, arbitrary: request(REQUESTS) },
  { weight: 20, arbitrary: fc.constantFrom(...YES) },
  { weight: 9, arbitrary: correction },
  { weight: 9, arbitrary: fc.constantFrom(...NOT_QUITE_YES) },
  { weight: 8, arbitrary: fc.constantFrom(...REFUSALS) },
  { weight: 6, arbitrary: fc.constantFrom(...SMALL_TALK) },
  { weight: 6, arbitrary: fc.constantFrom(...QUESTIONS) },
  { weight: 5, arbitrary: value },
  { weight: 8, arbitrary: request(ASIDES) },
  { weight: 2, arbitrary: fc.constant(cancelsTask) },
)

/** Nobody does these, and they come in the middle of anything. */
const WITHOUT_ANYBODY: readonly fc.WeightedArbitrary<Move>[] = [
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('redelivers' as const),
      back: mostly(0, [1, 2], 2),
      form: fc.constantFrom('same' as const, 'twin' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('passes' as const), minutes: fc.constantFrom(1, 11, 65) }) },
  { weight: 6, arbitrary: fc.constant<Move>({ kind: 'restarts' }) },
]

/** Orders are mostly given to the bot; people answer each other beside it. */
const mentionsIn = ({ kind }: Meaning): fc.Arbitrary<boolean> => mostly(true, [false], kind === 'request' ? 12 : 2)

/** Whoever sits at the terminal has nobody else there. */
const speaker = fc
  .tuple(person, place)
  .map(([by, where]): Speaker => ({ by, where: by === AT_TERMINAL ? 'dm' : where }))

type Speaker = Pick<Saying, 'by' | 'where'>

const says = (who: Speaker): fc.Arbitrary<Move> =>
  fc
    .tuple(phrased, delivered)
    .chain(([words, how]) =>
      mentionsIn(words.means).map((mentions): Move => ({ kind: 'says', ...words, ...who, mentions, delivered: how })),
    )

const presses = (by: Person): fc.Arbitrary<Move> =>
  fc.record({
    kind: fc.constant('presses' as const),
    by: fc.constant(by),
    button: mostly<PressedButton>('confirm', ['cancel', 'choice'], 3),
    back: mostly(0, [1, 2], 3),
    delivered,
  })

/** What one person does without somebody else in between, mostly: each thing they say is about the one before. */
const bout = speaker.chain((who) =>
  fc.array(
    fc.oneof({ weight: 85, arbitrary: says(who) }, { weight: 12, arbitrary: presses(who.by) }, ...WITHOUT_ANYBODY),
    { minLength: 1, maxLength: 5, size: 'max' },
  ),
)

/** A random dialogue of a few people with the bot. */
export const dialogue: fc.Arbitrary<readonly Move[]> = fc
  .array(bout, { minLength: 1, maxLength: 4, size: 'max' })
  .map((bouts) => bouts.flat())
