import { expect, test } from 'vitest'
import { intents, slotsOf } from '../../intents/catalog.ts'
import { OPEN_TO_ALL } from '../../src/access/policy.ts'
import { deed } from '../../src/access/sentences.ts'
import { ALL_INTENTS, CAPABILITIES, isChange, isRead } from '../../src/capabilities/capabilities.ts'
import { insteadOf } from '../../src/capabilities/not-yet.ts'
import { slashCommands } from '../../src/capabilities/slash-commands.ts'
import { able, LACKING } from '../../src/ports/abilities.ts'
import { en } from '../../src/texts/en/texts.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_GATES } from '../support/no-gates.ts'

/** The answer to a question of the bot, and nothing it is for: no capabilities. */
const OF_THE_CONVERSATION = ['confirm.yes', 'confirm.no', 'out_of_scope']

test('every intent of the catalog is a capability, or says what to do instead', () => {
  const left = [...intents.keys()].filter((intent) => !ALL_INTENTS.includes(intent) && !insteadOf(intent, en))
  expect(left.toSorted()).toEqual(OF_THE_CONVERSATION.toSorted())
})

test('nothing is both a capability and not yet possible', () => {
  expect(ALL_INTENTS.filter((intent) => insteadOf(intent, en))).toEqual([])
})

test.each(CAPABILITIES.map((one) => [one.intent, one] as const))('%s is as the catalog says', (intent, capability) => {
  expect(intents.get(intent)?.effect).toBe(capability.effect)
  expect(isRead(intent)).toBe(capability.effect === 'read')
  expect(isChange(intent)).toBe(capability.effect !== 'read')
  const slots = en.requests[capability.intent].phrase.flatMap((piece) =>
    [...piece.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot),
  )
  expect(slots.filter((slot) => slot !== undefined && !slotsOf(intent).includes(slot))).toEqual([])
})

test('the options of a command are slots of its intent, and what it needs is required', () => {
  const all = commandsWhere('every ability')
  expect(all.map(({ name }) => name).toSorted()).toEqual(['deploy', 'logs', 'restart', 'rollback', 'scale', 'status'])
  for (const { intent, options } of all) {
    expect(options.filter(({ slot }) => !slotsOf(intent).includes(slot))).toEqual([])
    const required = options.filter((option) => option.required).map(({ slot }) => slot)
    expect(required).toEqual(intents.get(intent)?.needs)
  }
})

test('a refusal tells every request in words, and never by its id', () => {
  const told = ALL_INTENTS.filter((intent) => !OPEN_TO_ALL.has(intent)).map((intent) => deed(intent, en))
  expect(told.filter((words) => words.includes('.'))).toEqual([])
})

test('what no place here can is no command, and no strategy is offered that none has', () => {
  const some = commandsWhere('no scale')
  expect(some.map(({ name }) => name).toSorted()).toEqual(['deploy', 'logs', 'restart', 'rollback', 'status'])
  const [strategy] = some.flatMap(({ options }) => options.filter(({ slot }) => slot === 'strategy'))
  expect(strategy?.choices?.toSorted()).toEqual(['blue-green', 'canary', 'recreate'])
})

function commandsWhere(there: 'every ability' | 'no scale') {
  const part = able({} as never)
  const scale = there === 'no scale' ? LACKING : part
  const services = [{ id: 'payments', environments: ['staging'], canary: { percent: 10, minutes: 10 } }]
  return slashCommands(
    { services, environments: [], confirmationMinutes: 10, gates: NO_GATES },
    { abilities: () => ({ ...LOCAL_ABILITIES, restart: part, logs: part, scale }) },
  )
}
