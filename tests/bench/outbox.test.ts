import { expect, test } from 'vitest'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { playOutbox } from '../../bench/outbox/play.ts'

test('500 messages on a platform that refuses and fails: none lost, none doubled, approvals before progress', async () => {
  const played = await playOutbox(createMemoryStore([]), 500, 20)
  expect(played).toMatchObject({ lost: 0, doubled: 0, overtaken: 0 })
  expect(played.lastApproval).toBeLessThan(played.firstProgress)
  expect(Object.values(played.refusals).every((count) => count > 0)).toBe(true)
})
