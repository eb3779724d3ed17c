import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from '../../src/ports/turns.ts'

test('others have their turn between things that come at the same moment, which go on in their order', async () => {
  const turn = createTurns(8)
  const done: number[] = []
  for (let request = 0; request < 100; request += 1) void turn().then(() => done.push(request))
  let turns = 0
  while (done.length < 100) {
    turns += 1
    await nextTurn()
  }
  expect(turns).toBeGreaterThan(5)
  expect(done).toEqual(Array.from({ length: 100 }, (_, request) => request))
})

test('what comes later has its turn too', async () => {
  const turn = createTurns(1)
  await turn()
  await expect(turn()).resolves.toBeUndefined()
})
