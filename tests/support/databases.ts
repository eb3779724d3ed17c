import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { describe, test } from 'vitest'

export type ServerVariable = 'TEST_DATABASE_URL' | 'TEST_REDIS_URL'

/**
 * A suite that needs a server. Without its address it is skipped and says why; under CI it fails instead, so that nobody
 * believes it has run.
 */
export function describeOn(variable: ServerVariable, title: string, suite: (url: string) => void): void {
  const url = process.env[variable]
  if (url) {
    describe(title, () => suite(url))
    return
  }
  const reason = `${variable} is not set`
  if (process.env.CI) {
    test(title, () => {
      throw new Error(`${reason}, and under CI this suite may not be skipped`)
    })
    return
  }
  process.stdout.write(`skipped: ${title} (${reason})\n`)
  describe.skip(`${title} (${reason})`, () => {
    test('runs when the server is there', () => {})
  })
}

/** A name that nothing else on the same server has: for a schema or a queue. */
export function freshName(): string {
  return `test_${randomBytes(6).toString('hex')}`
}

/** Nothing listens there: port 1 is reserved and needs rights to listen on. */
export const CLOSED_DATABASE_URL = 'postgres://nobody@127.0.0.1:1/nothing'
export const CLOSED_REDIS_URL = 'redis://127.0.0.1:1'

/** For what is done to a whole database, such as making one. */
export async function onDatabaseServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
