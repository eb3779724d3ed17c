import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { effectOf } from '../../intents/catalog.ts'
import type { Understanding } from '../../src/domain/understanding.ts'
import { ORDERS, type Order, PLACES, type Place, said, slotsOfOrder } from './orders.ts'
import { BEFORE, BEHIND, BESIDE, HOW, IN_STEPS, JOINED, ORDERED_HOW, PASTED, REFS, VERSIONED } from './phrases.ts'
import { NO_CONTEXT, NOW, understandExample } from './support.ts'

/** What says why and how it was put, and names nothing to be acted on. */
const WORDS = new Set(['reason', 'conditions'])

function check(parts: readonly fc.Arbitrary<string>[], holds: (order: Order, place: Place, ...said: string[]) => void) {
  fc.assert(
    fc.property(fc.constantFrom(...ORDERS), fc.constantFrom(...PLACES), ...parts, (order, place, ...words) =>
      holds(order, place, ...words),
    ),
    { numRuns: 500, seed: 20_260_310 },
  )
}

const heard = ({ understand, names }: Place, text: string): Understanding =>
  understand(said(text, names), NO_CONTEXT, NOW)

/** A change acts on what its order names, or asks. */
function actsOnNothingElse(text: string, order: Order, place: Place): void {
  const { intent, slots } = heard(place, text)
  if (effectOf(intent) === 'read') return
  const wanted = slotsOfOrder(order, place.names)
  const other = Object.entries(slots).filter(([slot, value]) => !WORDS.has(slot) && value !== wanted[slot])
  expect({ text: said(text, place.names), other }).toEqual({ text: said(text, place.names), other: [] })
}

describe('a change acts on what the order names', () => {
  test('and on nothing that is said behind it as a reason, a purpose, a comparison or a quotation', () => {
    check([fc.constantFrom(...BEHIND)], (order, place, words) => actsOnNothingElse(order.text + words, order, place))
  })

  test('and on nothing it is set against', () => {
    check([fc.constantFrom(...BESIDE)], (order, place, words) => actsOnNothingElse(order.text + words, order, place))
  })

  test('and on nothing that is said before it', () => {
    check([fc.constantFrom(...BEFORE)], (order, place, words) => actsOnNothingElse(words + order.text, order, place))
  })
})

describe('a version', () => {
  test('that is named is taken or asked about, and never passed over for the newest', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VERSIONED),
        fc.constantFrom(...REFS),
        fc.constantFrom(...PLACES),
        (text, ref, place) => {
          const { intent, slots, missing, nearMisses, unknownNames } = heard(place, text.replace('REF', ref))
          const isAsked = missing.length + nearMisses.length + unknownNames.length > 0
          const sentence = said(text.replace('REF', ref), place.names)
          const isKept = effectOf(intent) === 'read' || isAsked || slots.ref !== undefined
          expect({ sentence, isKept }).toEqual({ sentence, isKept: true })
        },
      ),
      { numRuns: 600, seed: 20_260_310 },
    )
  })

  test.each([
    ['deploy payments to staging, not v9.9.9', undefined],
    ['deploy payments v2.0.0 to staging instead of v1.0.0', 'v2.0.0'],
    ['deploy payments to staging at fix_123', 'fix_123'],
    ['deploy payments 1.2 to staging', '1.2'],
    ["deploy yesterday's build of payments to staging", "yesterday's build"],
    ['deploy PR 42 of payments to staging', '#42'],
    ['deploy payments from main at abc1234 to staging', 'abc1234'],
    ['deploy payments v1.0.0 and v1.1.0 to staging', 'v1.0.0 and v1.1.0'],
    ['deploy the old version of payments to staging', 'previous'],
    ['DEPLOY PAYMENTS V1.2.0 TO STAGING', 'v1.2.0'],
  ])('%s', (text, ref) => {
    const { intent, slots } = understandExample(text, NO_CONTEXT, NOW)
    expect({ intent, slots }).toEqual({
      intent: 'deploy.start',
      slots: { service: 'payments', environment: 'staging', ...(ref === undefined ? {} : { ref }) },
    })
  })
})

describe('no version', () => {
  const check = (texts: fc.Arbitrary<string>) =>
    fc.assert(
      fc.property(texts, fc.constantFrom(...PLACES), (text, place) => {
        const { intent, slots } = heard(place, text)
        const ref = effectOf(intent) === 'read' ? undefined : slots.ref
        expect({ text: said(text, place.names), ref }).toEqual({ text: said(text, place.names), ref: undefined })
      }),
      { numRuns: 400, seed: 20_260_310 },
    )

  test('is made of words that say how and when', () => {
    check(
      fc
        .tuple(fc.constantFrom(...ORDERED_HOW), fc.constantFrom(...HOW))
        .map(([order, how]) => order.replace('HOW', how)),
    )
  })

  test('is made of an order told in steps, with remarks around it', () => {
    const around = fc.constantFrom('', 'ok team, ', 'sorry for the noise, ', 'good news! ')
    check(fc.tuple(around, fc.constantFrom(...IN_STEPS)).map(([before, order]) => before + order))
  })
})

test('what a machine wrote or somebody else said is never an order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PASTED),
      fc.constantFrom(...ORDERS),
      fc.constantFrom(...PLACES),
      (line, order, place) => {
        const text = line.replace('ORDER', order.text)
        const { intent } = heard(place, text)
        expect({ text: said(text, place.names), effect: effectOf(intent) }).toEqual({
          text: said(text, place.names),
          effect: 'read',
        })
      },
    ),
    { numRuns: 400, seed: 20_260_310 },
  )
})

const SECOND: Readonly<Record<string, string>> = {
  '{service}': '{Service}',
  '{environment}': '{Environment}',
  'CHG-12': 'CHG-15',
  'TASK-7': 'TASK-9',
  'INC-3': 'INC-4',
  'PR 42': 'PR 43',
}

describe('two of a kind', () => {
  const twice = ORDERS.flatMap((order) =>
    Object.entries(SECOND)
      .filter(([one]) => order.text.includes(one) && !(order.intent === 'deploy.promote' && one === '{environment}'))
      .map(([one, other]) => ({ order, one, other })),
  )

  test('are never taken for one of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...twice),
        fc.constantFrom(...JOINED),
        fc.constantFrom(...PLACES),
        ({ order, one, other }, and, place) => {
          const text = order.text.replace(one, one + and + other)
          const { intent, slots } = heard(place, text)
          const wanted = slotsOfOrder(order, place.names)
          const [slot] =
            Object.entries(wanted).find(([kind, value]) => one === `{${kind}}` || one.endsWith(String(value))) ?? []
          const took = effectOf(intent) === 'read' ? undefined : slots[slot ?? '']
          expect({ text: said(text, place.names), took }).toEqual({ text: said(text, place.names), took: undefined })
        },
      ),
      { numRuns: 400, seed: 20_260_310 },
    )
  })

  test('of which one takes the other back are the one', () => {
    expect(understandExample('cancel TASK-7, no wait, TASK-9', NO_CONTEXT, NOW).slots).toEqual({ task: 'TASK-9' })
  })
})

const manners = fc.constantFrom<(text: string) => string>(
  (text) => text.toUpperCase(),
  (text) => text.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
  (text) => `please ${text}`,
  (text) => `${text} please.`,
  (text) => `${text}!!`,
  (text) => `${text}...`,
  (text) => `can you ${text}?`,
  (text) => `could you please ${text}, thanks!`,
  (text) => `I'd like you to ${text}`,
  (text) => `we need to ${text}`,
  (text) => `<@U0BOT123> ${text}`,
  (text) => `<@U0BOT123>: ${text}`,
  (text) => `hey @shipmate ${text}`,
  (text) => `${text} <@U0BOT123>`,
  (text) => `shipmate, ${text}`,
  (text) => `${text} asap`,
  (text) => `${text} right now please`,
  (text) => `ok, ${text}`,
  (text) => `when you get a chance, ${text}`,
  (text) => `\`${text}\``,
  (text) => text.replace(/ /g, '\u00a0'),
  (text) => `:rocket: ${text} 🚀`,
  (text) => `URGENT: ${text}`,
  (text) => `let's ${text}`,
  (text) => `hi\n${text}`,
  (text) => `(${text})`,
)

test('manners, case, punctuation and the name of the bot change nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ORDERS), manners, fc.constantFrom(...PLACES), (order, manner, place) => {
      const text = manner(said(order.text, place.names))
      const { intent, slots } = place.understand(text, NO_CONTEXT, NOW)
      const plain = heard(place, order.text)
      expect({ text, intent, slots }).toEqual({ text, intent: plain.intent, slots: plain.slots })
    }),
    { numRuns: 600, seed: 20_260_310 },
  )
})

test('an order is understood as it stands', () => {
  for (const order of ORDERS) {
    const [place] = PLACES
    if (!place) throw new Error('no catalog')
    const { intent, slots } = heard(place, order.text)
    expect({ intent, slots }).toEqual({ intent: order.intent, slots: slotsOfOrder(order, place.names) })
  }
})

test.each([
  ['deploy payments to staging for the checkout team', { service: 'payments', environment: 'staging' }],
  ['deploy payments to staging instead of checkout', { service: 'payments', environment: 'staging' }],
  ['promote payments to staging, checkout is fine', { service: 'payments', environment: 'staging' }],
  ['restart payments in staging so checkout can go to production', { service: 'payments', environment: 'staging' }],
  ['because checkout is broken, restart payments in staging', { service: 'payments', environment: 'staging' }],
  ['fix the drift on edge-fra-01, it blocks checkout', { device: 'edge-fra-01' }],
  ['run the nightly-checks workflow, not in production', { workflow: 'nightly-checks' }],
  ['cancel TASK-7 and TASK-9', {}],
])('%s', (text, slots) => {
  expect(understandExample(text, NO_CONTEXT, NOW).slots).toEqual(slots)
})

test('a misspelled environment is asked about, whatever is ordered', () => {
  const placed = ORDERS.filter(({ text }) => text.includes('{environment}'))
  const slips = fc.constantFrom<(name: string, at: number) => string>(
    (name, at) => `${name.slice(0, at)}x${name.slice(at + 1)}`,
    (name, at) => name.slice(0, at) + name.slice(at + 1),
    (name, at) => name.slice(0, at) + name.charAt(at) + name.slice(at),
  )
  const names = new Set(PLACES.map(({ names: { environment = '' } }) => environment.replace(/\W/g, '')))
  fc.assert(
    fc.property(fc.constantFrom(...placed), fc.constantFrom(...PLACES), slips, fc.nat(), (order, place, slip, at) => {
      const { environment = '' } = place.names
      const typed = slip(environment, at % environment.length)
      fc.pre(!names.has(typed.replace(/\W/g, '')))
      const text = said(order.text, { ...place.names, environment: typed })
      const { intent, slots, missing, nearMisses, unknownNames } = place.understand(text, NO_CONTEXT, NOW)
      const isAsked = missing.length + nearMisses.length + unknownNames.length > 0
      const isSafe = effectOf(intent) === 'read' || (slots.environment === undefined && isAsked)
      expect({ text, isSafe }).toEqual({ text, isSafe: true })
    }),
    { numRuns: 600, seed: 20_260_310 },
  )
})
