import { expect, test } from 'vitest'
import { createRehearsalStore } from '../../src/app/commands/rehearse/rehearsal-store.ts'
import { playWorkflow } from './workflow-kills.ts'

/** The short form of `npm run kill-test:workflows`, which plays on a database: a kill at every seventh point. */
const STRIDE = 7

test('killed anywhere, a workflow with two branches, an approval, a timer and a compensation loses and doubles nothing', async () => {
  expect(await playWorkflow(createRehearsalStore(), undefined)).toEqual({ killedAt: undefined, lost: [], doubled: [] })
  let points = 0
  for (let at = 1; ; at += STRIDE) {
    const { killedAt, lost, doubled } = await playWorkflow(createRehearsalStore(), at)
    if (killedAt === undefined) break
    points += 1
    expect({ at, killedAt, lost, doubled }).toEqual({ at, killedAt, lost: [], doubled: [] })
  }
  expect(points).toBeGreaterThan(10)
}, 600_000)

test('a step that is done twice, and a result that is lost, are found', async () => {
  const killedAt = 'after commands.runCommand'
  expect(await playWorkflow(createRehearsalStore(), killedAt)).toEqual({ killedAt, lost: [], doubled: [] })
  expect(await playWorkflow(createRehearsalStore(), killedAt, 'doubled-step')).toEqual({
    killedAt,
    lost: [],
    doubled: ['open'],
  })
  expect((await playWorkflow(createRehearsalStore(), undefined, 'lost-result')).lost).toEqual(['1 results'])
}, 300_000)
