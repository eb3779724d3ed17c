import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const MAIN = fileURLToPath(new URL('../../bench/main.ts', import.meta.url))

/** On the embedded set-up alone, which every machine has. */
test('the bench measures everything it promises, in its short form', { timeout: 400_000 }, async () => {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME }
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, '--quick', '--json'], { env })
  const { machine, setups } = JSON.parse(stdout)
  expect(machine).toMatchObject({ node: process.version, cores: expect.any(Number), pglite: expect.any(String) })
  const [embedded, servers] = setups
  expect(servers.notMeasured).toContain('TEST_DATABASE_URL')
  const values = new Map<string, number>(
    embedded.figures.map(({ name, value }: { name: string; value: number }) => [name, value]),
  )
  expect([...values.keys()]).toEqual(
    expect.arrayContaining([
      '“status” to reply, p95',
      '“help” to reply, p50',
      '“Confirm” to job start, p95',
      'messages answered, 10 at once',
      'events appended one by one',
      'events appended in batches',
      'events replayed',
      'events folded anew into all documents',
      'cold start to ready',
      'warm start to ready, 100 conversations in the log',
      'memory after the start',
      'memory after the load',
    ]),
  )
  for (const [name, value] of values) expect(value, name).toBeGreaterThan(0)
})
