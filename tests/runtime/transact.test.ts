import { afterEach, beforeEach, expect, test } from 'vitest'
import { confirmationStream } from '../../src/domain/confirmation.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const STREAM = confirmationStream('c-1')
const declined: ShipmateEvent = { type: 'confirmation.declined', confirmation: 'c-1', by: 'slack:ana' }
const press = { correlationId: 'c', actor: 'slack:ana', inboxKeys: ['press-1'] }

let store: Store<ShipmateEvent>
beforeEach(async () => {
  store = await openMemoryStore()
})
afterEach(() => store.close())

/** The first delivery of the same press is recorded by another process. */
async function recordFirstDelivery(): Promise<void> {
  const streams = [{ stream: STREAM, expectedVersion: 0, bodies: [declined] }]
  await store.append({ ...press, streams, at: NOW })
}

test('a stream read twice in one decision holds the same both times, whatever is appended in between', async () => {
  const lengths: number[] = []
  const settled = await transact(store, { ...press, inboxKeys: [] }, NOW, async (transaction) => {
    lengths.push((await transaction.read(STREAM)).length)
    if (lengths.length === 1) await recordFirstDelivery()
    lengths.push((await transaction.read(STREAM)).length)
    if (lengths.length === 2) transaction.append(STREAM, declined)
  })
  // The first try lost the race; the second one saw what had won it, from its first look on.
  expect(lengths).toEqual([0, 0, 1, 1])
  expect(settled.kind).toBe('done')
  expect(await store.readStream(STREAM)).toHaveLength(1)
})

test('a delivery overtaken by the first one between two looks is a duplicate, not a second answer', async () => {
  const settled = await transact(store, press, NOW, async (transaction) => {
    const seen = await transaction.read(STREAM)
    await recordFirstDelivery()
    if ((await transaction.read(STREAM)).length > seen.length) return 'already answered'
    transaction.append(STREAM, declined)
    return undefined
  })
  expect(settled).toEqual({ kind: 'duplicate' })
})
