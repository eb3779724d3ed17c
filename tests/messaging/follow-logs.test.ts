import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { FollowEvent } from '../../src/domain/log-follow.ts'
import { startLogFollows } from '../../src/messaging/follow-logs.ts'
import { type Abilities, able, LACKING } from '../../src/ports/abilities.ts'
import { openMemoryStore } from '../support/memory-store.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const LOOK_MS = 3_000

const requested: FollowEvent = {
  type: 'log.follow.requested',
  ...{ follow: 'f1', thread: 'slack:C1:1', by: 'slack:U0ANA', groups: [], words: [], button: 'stop-f1' },
  ...{ service: 'payments', environment: 'staging', until: '2026-03-02T09:02:00.000Z' },
}

/** @param reads What the log gives at each look; undefined: it cannot be read. */
async function endOf(reads: readonly (string | undefined)[]) {
  const store = await openMemoryStore()
  const clock = createHandClock(AT)
  let at = 0
  const lines = async () => {
    const text = reads[at++]
    if (text === undefined) throw new Error('the cluster does not answer')
    return { lines: [{ text }], isCut: false }
  }
  const abilities: Abilities = {
    runsBy: 'local',
    strategies: [],
    restart: LACKING,
    scale: LACKING,
    logs: able({ lines }),
  }
  const follows = startLogFollows({
    log: store,
    clock,
    registry: { list: async () => [] },
    self: { id: 'bot-1' },
    delivery: { abilities: () => abilities },
    mayRead: async () => true,
    redact: (text) => text,
    show: async () => undefined,
    onError: (error) => expect.unreachable(String(error)),
  })
  const streams = [{ stream: 'follow-f1', expectedVersion: 0, bodies: [requested] }]
  await store.append({ correlationId: 'c1', actor: 'slack:U0ANA', at: AT, streams })
  await follows.settled()
  for (const _ of reads.slice(1)) {
    clock.moveTo(new Date(clock.now().getTime() + LOOK_MS))
    await follows.settled()
  }
  await follows.stop()
  const events = await store.readStream('follow-f1')
  return events.map(({ body }) => body).find(({ type }) => type === 'log.follow.ended')
}

test('one read that fails does not end what is followed', async () => {
  expect(await endOf(['ready', undefined, 'served'])).toBeUndefined()
  expect(await endOf(['ready', undefined, 'served', undefined, 'served again'])).toBeUndefined()
})

test('a log that cannot be read any more keeps the lines that were shown', async () => {
  expect(await endOf(['ready', undefined, undefined])).toMatchObject({ how: 'failed', lines: ['ready'] })
})
