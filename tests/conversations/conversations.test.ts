import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTranscript } from '../../src/app/commands/rehearse/read-transcript.ts'
import { openRehearsalDatabase, type RehearsalDatabase } from '../../src/app/commands/rehearse/rehearsal-database.ts'
import { rehearse } from '../../src/app/commands/rehearse/rehearse.ts'
import { reportText } from '../../src/app/commands/rehearse/report.ts'

const files = globSync('*.yaml', { cwd: import.meta.dirname }).toSorted()
let database: RehearsalDatabase

beforeAll(async () => {
  database = await openRehearsalDatabase()
})

afterAll(() => database.close())

test.each(files.map((file) => basename(file, '.yaml')))('%s', async (name) => {
  const reading = readTranscript(`${import.meta.dirname}/${name}.yaml`)
  if (reading.kind === 'problems') expect.fail(JSON.stringify(reading.problems, undefined, 2))
  const rehearsal = await rehearse(reading.script, database)
  if (rehearsal.failures.length > 0) expect.fail(reportText(rehearsal, false))
})
