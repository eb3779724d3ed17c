import { expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { startAuditHead } from '../../src/monitors/audit-head.ts'
import type { LogHead } from '../../src/ports/audit-log.ts'

const HOUR_MS = 60 * 60 * 1000
const START = new Date('2026-11-30T09:00:00Z')

test('the head is kept at the start, and every hour in which something was appended', async () => {
  const clock = createHandClock(START)
  let head: LogHead = { position: 7, hash: 'a' }
  const kept: LogHead[] = []
  const loop = startAuditHead({
    audit: { head: async () => head },
    clock,
    keep: (one) => kept.push(one),
    onError: (error) => {
      throw error
    },
  })
  const hours = async (count: number): Promise<void> => {
    clock.moveTo(new Date(START.getTime() + count * HOUR_MS))
    await loop.settled()
  }
  await loop.settled()
  expect(kept).toEqual([{ position: 7, hash: 'a' }])
  await hours(1)
  expect(kept).toHaveLength(1)
  head = { position: 9, hash: 'b' }
  await hours(1.5)
  expect(kept).toHaveLength(1)
  await hours(2)
  expect(kept.at(-1)).toEqual(head)
  await loop.stop()
})
