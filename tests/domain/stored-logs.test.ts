import { expect, test } from 'vitest'
import { projections } from '../../src/domain/projections.ts'
import { foldAll, readOutcome, readStoredLog, storedLogs } from '../support/stored-logs.ts'

test.each(storedLogs)('what an earlier version wrote means what it meant then: %s', (name) => {
  const log = readStoredLog(name)
  const outcome = readOutcome(name)
  expect(log.length).toBeGreaterThan(20)
  // What has been added since folds nothing of such a log.
  expect(projections.map((projection) => projection.name)).toEqual(expect.arrayContaining(Object.keys(outcome)))
  expect(JSON.parse(JSON.stringify(foldAll(log)))).toMatchObject(outcome)
})
