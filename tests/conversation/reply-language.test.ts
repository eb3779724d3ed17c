import { expect, test } from 'vitest'
import type { Card } from '../../src/domain/card.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { talking } from './talking.ts'

test('an answer says what it is written in, so that what a platform adds is in the same language', async () => {
  const store = await openMemoryStore()
  const { message, loop } = talking(store)
  const said = { thread: 'slack:C1:1', by: 'slack:UANA', addressed: 'mention', text: 'hallo' } as const
  await message({ ...said, keys: ['de'], locale: 'de-DE' })
  await message({ ...said, keys: ['fr'], locale: 'fr-FR' })
  await loop.settled()
  const replies = (await store.readAll(0, 1_000)).flatMap(({ body }): readonly (Card | undefined)[] =>
    body.type === 'message.handled' ? [body.reply] : [],
  )
  expect(replies.map((reply) => reply?.language)).toEqual(['de', undefined])
  await loop.stop()
  await store.close()
})
