import { expect, test } from 'vitest'
import type { Permissions } from '../../src/access/permissions.ts'
import { OPEN_TO_ALL } from '../../src/access/policy.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { talking } from './talking.ts'

const NOTHING = {
  decide: async (_, { intent }) =>
    OPEN_TO_ALL.has(intent)
      ? { kind: 'allowed', rule: 'open to everybody' }
      : { kind: 'refused', rule: 'no role', sentence: 'You have no role here.' },
  allowed: async (_, intents) => intents.filter((intent) => OPEN_TO_ALL.has(intent)),
  permitted: async () => [],
} satisfies Partial<Permissions>

async function conversing(rights: Partial<Permissions>) {
  const store = await openMemoryStore()
  let asked = 0
  const bot = talking(store, undefined, (permissions) => ({ permissions: { ...permissions, ...rights } }))
  void bot.asked.then(() => asked++)
  const replies = async () =>
    (await store.readAll(0, 100)).flatMap(({ body }) => (body.type === 'message.handled' ? [body.reply] : []))
  const types = async () => (await store.readAll(0, 100)).map(({ body }) => body.type)
  return { ...bot, timesAsked: () => asked, replies, types, stop: () => bot.loop.stop().then(() => store.close()) }
}

test('whoever may do nothing is refused without a model, however often they write', async () => {
  const bot = await conversing(NOTHING)
  for (const keys of [['slack:1'], ['slack:2']])
    await bot.message({ keys, thread: 'slack:C1:1', by: 'slack:UEVE', addressed: 'mention', text: 'hmm' })
  await bot.loop.settled()
  expect(bot.timesAsked()).toBe(0)
  expect(await bot.replies()).toMatchObject(
    ['You have no role here.', 'You have no role here.'].map((text) => ({ blocks: [{ text }] })),
  )
  expect(await bot.types()).toContain('request.refused')
  await bot.stop()
})

test('what is open to everybody is answered as ever', async () => {
  const bot = await conversing(NOTHING)
  await bot.says('hello')
  await bot.loop.settled()
  expect(await bot.types()).toEqual(['message.received', 'message.handled'])
  await bot.stop()
})

test('a model is asked for whoever may do one thing', async () => {
  const bot = await conversing({ ...NOTHING, allowed: async () => ['logs.show'] })
  await bot.says('hmm')
  await bot.asked
  await bot.stop()
})
