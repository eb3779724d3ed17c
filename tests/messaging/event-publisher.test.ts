import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemoryBus } from '../../adapters/bus/memory-bus.ts'
import type { Stored } from '../../src/domain/event.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { startEventPublisher } from '../../src/messaging/event-publisher.ts'
import { type Bus, type BusMessage, BusUnavailableError } from '../../src/ports/bus.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { openMemoryStore } from '../support/memory-store.ts'

let store: Store<ShipmateEvent>
let count = 0

beforeAll(async () => {
  store = await openMemoryStore()
})
afterAll(() => store.close())

async function happened(at = new Date()): Promise<Stored<ShipmateEvent>> {
  const message = `m-${++count}`
  const received = { thread: 'slack:C1/1', by: 'slack:ana', groups: [], text: 'a secret plan', direct: false } as const
  const appended = await store.append({
    streams: [
      { stream: `message-${message}`, expectedVersion: 0, bodies: [{ type: 'message.received', message, received }] },
    ],
    ...{ correlationId: 'c', actor: 'test', at },
  })
  const [event] = appended.kind === 'appended' ? appended.events : []
  if (!event) throw new Error('nothing was appended')
  return event
}

async function announceOn(bus: Bus): Promise<readonly unknown[]> {
  const faults: unknown[] = []
  const announcer = startEventPublisher({ log: store, clock: systemClock, onError: (fault) => faults.push(fault) }, bus)
  await announcer.settled()
  await announcer.stop()
  return faults
}

function listening(): { readonly bus: Bus; readonly heard: BusMessage[] } {
  const bus = createMemoryBus(() => {})
  const heard: BusMessage[] = []
  bus.subscribe('>', (message) => void heard.push(message))
  return { bus, heard }
}

test('each event is told once by its type, with where it lies and nothing of what people wrote', async () => {
  const { bus, heard } = listening()
  const { id, position, stream, at } = await happened()
  await announceOn(bus)
  await announceOn(bus)
  expect(heard).toEqual([{ topic: 'message.received', data: { id, position, stream, correlationId: 'c', at } }])
})

test('what happened while the bus was away is told when it is back, in order', async () => {
  const { bus, heard } = listening()
  const events = [await happened(), await happened()]
  const away: Bus = { ...bus, publish: () => Promise.reject(new BusUnavailableError('away')) }
  expect(await announceOn(away)).toEqual([expect.any(BusUnavailableError)])
  await announceOn(bus)
  expect(heard.map(({ data }) => data.id)).toEqual(events.map(({ id }) => id))
})

test('what is long past is no news', async () => {
  const { bus, heard } = listening()
  await happened(new Date(Date.now() - 11 * 60_000))
  const { id } = await happened()
  await announceOn(bus)
  expect(heard.map(({ data }) => data.id)).toEqual([id])
})
