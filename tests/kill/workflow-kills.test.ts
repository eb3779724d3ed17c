import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRehearsalDatabase, type RehearsalDatabase } from '../../src/app/commands/rehearse/rehearsal-database.ts'
import { playWorkflow } from './workflow-kills.ts'

/** The short form of `npm run kill-test:workflows`: a kill at every seventh point. */
const STRIDE = 7

let database: RehearsalDatabase
beforeAll(async () => {
  database = await openRehearsalDatabase()
}, 300_000)
afterAll(() => database?.close())

test('killed anywhere, a workflow with two branches, an approval, a timer and a compensation loses and doubles nothing', async () => {
  expect(await playWorkflow(database, undefined)).toEqual({ killedAt: undefined, lost: [], doubled: [] })
  let points = 0
  for (let at = 1; ; at += STRIDE) {
    const { killedAt, lost, doubled } = await playWorkflow(database, at)
    if (killedAt === undefined) break
    points += 1
    expect({ at, killedAt, lost, doubled }).toEqual({ at, killedAt, lost: [], doubled: [] })
  }
  expect(points).toBeGreaterThan(10)
}, 600_000)

test('a step that is done twice, and a result that is lost, are found', async () => {
  const killedAt = 'after commands.runCommand'
  expect(await playWorkflow(database, killedAt)).toEqual({ killedAt, lost: [], doubled: [] })
  expect(await playWorkflow(database, killedAt, 'doubled-step')).toEqual({ killedAt, lost: [], doubled: ['open'] })
  expect((await playWorkflow(database, undefined, 'lost-result')).lost).toEqual(['1 results'])
}, 300_000)
