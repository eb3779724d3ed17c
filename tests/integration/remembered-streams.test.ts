import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rememberStreams } from '../../adapters/store/remembered-streams.ts'
import type { Stored } from '../../src/domain/event.ts'

function logOf() {
  const events: Stored[] = []
  let reads = 0
  return {
    append(stream: string): Stored {
      const version = events.filter((one) => one.stream === stream).length + 1
      const position = events.length + 1
      const said = { id: String(position), body: { type: 'counted' }, correlationId: 'c', actor: 'test' }
      const event = { ...said, position, stream, version, at: '2026-03-02T09:00:00Z' }
      events.push(event)
      return event
    },
    of: (stream: string) => events.filter((one) => one.stream === stream),
    async read(stream: string) {
      reads += 1
      return events.filter((one) => one.stream === stream)
    },
    reads: () => reads,
  }
}

test('a stream that is remembered is the stream in the log, whatever is appended between two looks', async () => {
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('append', 'read', 'forget'))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const log = logOf()
      const memory = rememberStreams(log.read)
      for (const [stream, what] of steps) {
        if (what === 'append') memory.appended([log.append(stream)])
        else if (what === 'read') expect(await memory.read(stream)).toEqual(log.of(stream))
        else memory.forget()
      }
    }),
  )
})

test('a stream that began in this process is not read at all', async () => {
  const log = logOf()
  const memory = rememberStreams(log.read)
  memory.appended([log.append('a'), log.append('a')])
  expect(await memory.read('a')).toHaveLength(2)
  expect(log.reads()).toBe(0)
})

test('a read that an append overtakes is not kept', async () => {
  const log = logOf()
  const released = Promise.withResolvers<void>()
  const memory = rememberStreams(async (stream) => {
    const before = await log.read(stream)
    await released.promise
    return before
  })
  log.append('a')
  const slow = memory.read('a')
  await Promise.resolve()
  memory.appended([log.append('a')])
  released.resolve()
  await slow
  expect(await memory.read('a')).toHaveLength(2)
})
