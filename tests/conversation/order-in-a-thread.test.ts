import { expect, test } from 'vitest'
import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { talking } from './talking.ts'

test('what follows a message that the database did not take waits for it', async () => {
  const store = await openMemoryStore()
  let isAway = true
  const append: typeof store.append = async (given) => {
    const isHandling = given.streams.some(({ bodies }) => bodies.some(({ type }) => type === 'message.handled'))
    if (isHandling && isAway) throw new StoreUnavailableError('away for a moment')
    return store.append(given)
  }
  const { loop, says, passes, dealtWith } = talking({ ...store, append })
  await Promise.all([says('deploy billionmail'), says('never mind')])
  await loop.settled()
  expect(await dealtWith()).toEqual([])
  isAway = false
  passes(1_000)
  await loop.settled()
  expect(await dealtWith()).toEqual(['deploy billionmail', 'never mind'])
  await loop.stop()
  await store.close()
})

test('what follows a message that waits for a model when the bot stops waits for it too', async () => {
  const store = await openMemoryStore()
  const { loop, says, asked, dealtWith } = talking(store)
  await says('hmm')
  await asked
  await says('never mind')
  await loop.stop()
  expect(await dealtWith()).toEqual([])
  await store.close()
})

test('a secret among the options of a command is in no event', async () => {
  const store = await openMemoryStore()
  const { message, loop } = talking(store, (text) => text.replaceAll('hunter2', '[secret]'))
  const request = { intent: 'deploy.start', slots: { service: 'web', ref: 'x-hunter2', count: 3 } }
  const said = { keys: ['k'], thread: 'slack:C1:1', by: 'slack:UANA', addressed: 'command', text: '/deploy' } as const
  await message({ ...said, request })
  await loop.settled()
  const events = await store.readAll(0, 1_000)
  expect(JSON.stringify(events)).not.toContain('hunter2')
  expect(events[0]?.body).toMatchObject({ received: { request: { slots: { ref: 'x-[secret]', count: 3 } } } })
  await loop.stop()
})
