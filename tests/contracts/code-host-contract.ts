import { expect, test } from 'vitest'
import type { CodeHost } from '../../src/ports/code-host.ts'
import type { Forge } from '../support/code-host-server.ts'

const HEAD = 'a'.repeat(40)
const MERGED = 'b'.repeat(40)
const MANY = 'c'.repeat(40)
const TWICE = '1'.repeat(40)
const CROWDED = '2'.repeat(40)
const ALONE = 'd'.repeat(40)

const forgeOf = (): Forge => ({
  pullRequests: {
    'acme/payments#42': { title: 'Round the tax up', author: 'mira', state: 'open', head: HEAD },
    'acme/payments#41': { title: 'Try it', author: 'jo', state: 'draft', head: HEAD },
    'acme/payments#40': { title: 'Old', author: 'jo', state: 'merged', head: HEAD, merged: MERGED },
    'acme/payments#39': { title: 'No', author: 'jo', state: 'closed', head: HEAD },
  },
  checks: {
    [HEAD]: [
      { name: 'lint', state: 'passed' },
      { name: 'test', state: 'failed' },
      { name: 'docs', state: 'skipped' },
      { name: 'test', state: 'running' },
      { name: 'lint', state: 'failed' },
    ],
    [MANY]: Array.from({ length: 130 }, (_, at) => ({ name: `job ${1000 + at}`, state: 'passed' as const })),
    [ALONE]: [],
    [TWICE]: [
      { name: 'build', state: 'failed', suite: 1 },
      { name: 'build', state: 'passed', suite: 2 },
      { name: 'lint', state: 'running', suite: 1 },
      { name: 'lint', state: 'passed', suite: 2 },
    ],
    [CROWDED]: Array.from({ length: 500 }, (_, at) => ({ name: `job ${1000 + at}`, state: 'passed' as const })),
  },
  token: 'secret-token',
  asked: [],
})

/** @param open A host that answers from the forge, as an account with this token; how long it waits in ms. */
export function codeHostContract(open: (forge: Forge, token: string, timeoutMs?: number) => Promise<CodeHost>): void {
  const opened = async (token = 'secret-token', timeoutMs?: number) => {
    const forge = forgeOf()
    return { forge, host: await open(forge, token, timeoutMs) }
  }

  test('a pull request is told with its newest commit', async () => {
    const { host } = await opened()
    expect(await host.pullRequest('acme/payments', 42)).toEqual({
      number: 42,
      title: 'Round the tax up',
      author: 'mira',
      state: 'open',
      head: HEAD,
    })
  })

  test.each([
    [41, { state: 'draft', head: HEAD }],
    [40, { state: 'merged', head: HEAD, merged: MERGED }],
    [39, { state: 'closed', head: HEAD }],
  ])('pull request %i says how it stands', async (number, expected) => {
    const { host } = await opened()
    const found = await host.pullRequest('acme/payments', number)
    expect(found).toMatchObject(expected)
    expect('merged' in found).toBe('merged' in expected)
  })

  test('checks are those of exactly this commit, each by its last attempt', async () => {
    const { host } = await opened()
    expect(await host.checks('acme/payments', HEAD)).toEqual([
      { name: 'docs', state: 'green' },
      { name: 'lint', state: 'red' },
      { name: 'test', state: 'running' },
    ])
  })

  test('a commit without checks has none', async () => {
    const { host } = await opened()
    expect(await host.checks('acme/payments', ALONE)).toEqual([])
  })

  test('of two checks of one name, as of two workflows, the worse one counts', async () => {
    const { host } = await opened()
    expect(await host.checks('acme/payments', TWICE)).toEqual([
      { name: 'build', state: 'red' },
      { name: 'lint', state: 'running' },
    ])
  })

  test('more checks than are read are not known to be green', async () => {
    const { host } = await opened()
    expect(await host.checks('acme/payments', CROWDED)).toMatchObject({ problem: 'too-many' })
  })

  test('checks are read over several pages', async () => {
    const { host } = await opened()
    expect(await host.checks('acme/payments', MANY)).toHaveLength(130)
  })

  test('what is not there is not found', async () => {
    const { host } = await opened()
    expect(await host.pullRequest('acme/payments', 7)).toMatchObject({ problem: 'not-found' })
    expect(await host.checks('acme/payments', 'f'.repeat(40))).toMatchObject({ problem: 'not-found' })
  })

  test('a token that is not known is a bad token', async () => {
    const { host } = await opened('expired')
    expect(await host.pullRequest('acme/payments', 42)).toMatchObject({ problem: 'bad-token' })
    expect(await host.checks('acme/payments', HEAD)).toMatchObject({ problem: 'bad-token' })
  })

  test.each([
    ['rate-limit', 'rate-limited'],
    ['forbidden', 'forbidden'],
    ['broken', 'away'],
    ['no-json', 'unreadable'],
    ['endless', 'unreadable'],
  ] as const)('%s is told as %s', async (fault, problem) => {
    const { host, forge } = await opened()
    forge.fault = fault
    expect(await host.pullRequest('acme/payments', 42)).toMatchObject({ problem })
    expect(await host.checks('acme/payments', HEAD)).toMatchObject({ problem })
  })

  test('a host that never answers is away', async () => {
    const { host, forge } = await opened('secret-token', 200)
    forge.fault = 'silent'
    expect(await host.pullRequest('acme/payments', 42)).toMatchObject({
      problem: 'away',
      detail: 'no answer within 0.2 s',
    })
    expect(await host.checks('acme/payments', HEAD)).toMatchObject({ problem: 'away' })
  })

  test('no token stands in what is said of a problem', async () => {
    const { host, forge } = await opened()
    forge.fault = 'forbidden'
    expect(JSON.stringify(await host.pullRequest('acme/payments', 42))).not.toContain('secret-token')
  })
}
