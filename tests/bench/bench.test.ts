import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { QUICK } from '../../bench/sizes.ts'

const MAIN = fileURLToPath(new URL('../../bench/main.ts', import.meta.url))

interface Figure {
  readonly name: string
  readonly value: number
  /** How many samples it sums up. */
  readonly of: number
}

/** On the embedded set-up alone, which every machine has. */
test('the bench measures everything it promises, in its short form', { timeout: 400_000 }, async () => {
  const file = await inNewFolder('figures.json')
  await writeFile(file, JSON.stringify(SAVED))
  const { stdout, stderr, exitCode } = await bench('--quick', '--json', '--check', '--save', '--figures', file)
  const { machine, setups, referenceMs } = JSON.parse(stdout)
  expect(machine).toMatchObject({ node: process.version, cores: expect.any(Number), pglite: expect.any(String) })
  const [embedded, servers] = setups
  expect(servers.notMeasured).toContain('TEST_DATABASE_URL')
  const figures: readonly Figure[] = embedded.figures
  const measured = Object.fromEntries(figures.map(({ name, of }) => [name, of]))
  const spread = (name: string, of: number) => ({ [`${name}, p50`]: of, [`${name}, p95`]: of, [`${name}, p99`]: of })
  const grown = '100 conversations in the log'
  expect(measured).toEqual({
    ...spread('“status” to reply', QUICK.questions),
    ...spread('“help” to reply', QUICK.questions),
    ...spread('“Confirm” to job start', QUICK.clicks),
    ...spread(`“status” to reply, ${grown}`, QUICK.questions),
    ...spread(`“help” to reply, ${grown}`, QUICK.questions),
    'messages answered, 10 at once in 5 threads': 1,
    'answers later than 20 s, 10 at once in 5 threads': 1,
    'messages answered, 20 at once in 20 threads': 1,
    'answers later than 20 s, 20 at once in 20 threads': 1,
    'events appended one by one': 1,
    'events appended in batches': 1,
    'events replayed': 1,
    'events folded anew into all documents': 1,
    'cold start to ready': 1,
    [`warm start to ready, ${grown}`]: 1,
    'memory after the start': 1,
    'memory after the load': 1,
    [`memory after the questions, ${grown}`]: 1,
  })
  for (const { name, value } of figures) expect(value, name).toSatisfy(Number.isFinite)
  for (const one of figures.filter(({ name }) => name.endsWith(', p50')))
    expect(one.value).toBeLessThanOrEqual(
      figures.find(({ name }) => name === one.name.replace('p50', 'p95'))?.value ?? 0,
    )
  expect(stderr).toMatch(/embedded: memory after the load +[\d.]+ times +WORSE\n/)
  expect(stderr).toContain('1 of 1 figures are more than 1.5 times as bad as the saved ones.')
  expect(exitCode).toBe(1)
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ machine, quick: true, referenceMs, setups: [embedded] })
})

test('a check without saved figures, or with those of the other form, says so and passes nothing', async () => {
  const file = await inNewFolder('figures.json')
  const without = await bench('--check', '--figures', file)
  expect(without).toMatchObject({ exitCode: 1, stdout: '' })
  expect(without.stderr).toContain('There are no saved figures to compare with')
  await writeFile(file, JSON.stringify(SAVED))
  const other = await bench('--check', '--figures', file)
  expect(other).toMatchObject({ exitCode: 1, stdout: '' })
  expect(other.stderr).toContain('The saved figures are of the short form')
})

/** No bot is as small as that. */
const SAVED = {
  machine: {},
  quick: true,
  referenceMs: 40,
  setups: [{ setup: 'embedded', figures: [{ name: 'memory after the load', unit: 'MB', value: 1, of: 1 }] }],
}

function bench(...options: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME }
  return execa(process.execPath, [MAIN, ...options], { env, extendEnv: false, reject: false })
}

async function inNewFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-figures-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, name)
}
