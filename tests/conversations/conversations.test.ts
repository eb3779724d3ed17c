import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTranscript } from '../../src/app/commands/rehearse/read-transcript.ts'
import { createRehearsalStore, type RehearsalStore } from '../../src/app/commands/rehearse/rehearsal-store.ts'
import { rehearse } from '../../src/app/commands/rehearse/rehearse.ts'
import { reportText } from '../../src/app/commands/rehearse/report.ts'
import { type EmbeddedRehearsals, openEmbeddedRehearsals } from '../support/embedded-rehearsals.ts'

const files = globSync('*.yaml', { cwd: import.meta.dirname }).toSorted()
const names = files.map((file) => basename(file, '.yaml'))

async function play(name: string, store: RehearsalStore): Promise<void> {
  const reading = readTranscript(`${import.meta.dirname}/${name}.yaml`)
  if (reading.kind === 'problems') expect.fail(JSON.stringify(reading.problems, undefined, 2))
  const rehearsal = await rehearse(reading.script, store)
  if (rehearsal.failures.length > 0) expect.fail(reportText(rehearsal, false))
}

test.each(names)('%s', (name) => play(name, createRehearsalStore()))

/** The same ones each time, however many there come to be. All of them: `TEST_ON_DATABASE=all`. */
const isForDatabase = (name: string): boolean =>
  process.env.TEST_ON_DATABASE === 'all' || createHash('sha256').update(name).digest().readUInt32BE() % 10 === 0

describe('every tenth on PostgreSQL, where it must make no difference', () => {
  let database: EmbeddedRehearsals
  beforeAll(async () => {
    database = await openEmbeddedRehearsals()
  })
  afterAll(() => database.close())

  test.each(names.filter(isForDatabase))('%s', async (name) => play(name, await database.newStore()))
})
