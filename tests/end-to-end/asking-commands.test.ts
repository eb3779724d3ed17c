import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { runs } from '../../src/domain/projections.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { personalTokens } from '../../src/tokens/personal-tokens.ts'
import { runCommand } from './command-line.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

/* `shipmate ask`, `status`, `watch` and `approve`, each a process of its own that knows an address and a token alone. */

const CHANGE = 'CHG-3'
const FAR = '2999-01-01T00:00:00.000Z'

let bot: RunningBot
let http: HealthServer
let owner: string

const desk = () => tokenDesk({ store: bot.app().store, clock: systemClock }, ['viewer', 'owner'], 'terminal:you')
const url = (): string => `http://127.0.0.1:${http.port}`
const shipmate = (...given: readonly string[]) =>
  runCommand(bot.folder, given, { SHIPMATE_TOKEN: owner, SHIPMATE_URL: url() }).ended

beforeAll(async () => {
  bot = await startRunningBot({ env: {}, owner: 'terminal:you' })
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => bot.app().api, onFault: () => {} },
  })
  owner = (await desk().create({ name: 'owner', scope: { roles: ['owner'] } })).secret
})
afterAll(async () => {
  await http.stop()
  await bot.close()
})

test('what nobody confirms waits; confirmed, it is watched to its end, and then it is live', async () => {
  const asked = await shipmate('ask', 'deploy billionmail v1.1.0 to production', '--json')
  expect(asked).toMatchObject({ code: 3, errors: '' })
  const { session_id, answer, open } = JSON.parse(asked.output)
  expect({ open, answer }).toEqual({
    open: true,
    answer: expect.stringContaining('Deploy billionmail v1.1.0 to production?'),
  })
  expect(await bot.app().store.list(runs)).toEqual([])
  const confirmed = await shipmate('ask', 'yes', '--session', session_id)
  expect(confirmed).toMatchObject({ code: 0, output: expect.stringContaining('TASK-1') })
  const watched = await shipmate('watch', 'task-1')
  expect(watched).toMatchObject({ code: 0, errors: '' })
  expect(watched.output.trim().split('\n').at(-1)).toBe('TASK-1 succeeded: deploy billionmail v1.1.0 on production')
  // Over already: said at once.
  expect(await shipmate('watch', '1', '--json')).toMatchObject({ code: 0, output: expect.stringMatching(/^\{.*\}\n$/) })
  const status = await shipmate('status', 'billionmail')
  expect(status).toMatchObject({ code: 0, output: expect.stringMatching(/billionmail +production +v1\.1\.0 +\d{4}-/) })
}, 120_000)

test('a question is answered, and its conversation is closed', async () => {
  const before = await sessions()
  const { code, output } = await shipmate('ask', 'what is live in production?')
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('v1.1.0') })
  expect(await sessions()).toBe(before)
})

test('with --yes it is confirmed in the same breath', async () => {
  const { code, output } = await shipmate('ask', '--yes', 'restart billionmail in production')
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('TASK-2') })
  expect(await shipmate('watch', 'TASK-2')).toMatchObject({ code: 0 })
}, 60_000)

test('a change request is shown; the token of a program does not approve it, and that of a person may', async () => {
  const [run] = await bot.app().store.list(runs)
  if (!run) throw new Error('nothing was deployed')
  await bot.app().store.append({
    ...{ correlationId: 'c-1', actor: 'terminal:ana', at: new Date() },
    streams: [
      {
        ...{ stream: `change-${CHANGE}`, expectedVersion: 0 },
        bodies: [
          {
            ...{ type: 'change.requested', change: CHANGE, by: 'terminal:ana', groups: [], thread: 'terminal:t' },
            ...{
              round: 1,
              plan: run.plan,
              planHash: 'h'.repeat(64),
              required: [{ count: 1, roles: ['owner'], why: 'two' }],
            },
            ...{ approvers: { people: [], others: [] }, expiresAt: FAR, remindAt: FAR },
            buttons: { approve: 'a', conditions: 'b', reject: 'c', withdraw: 'd', breakGlass: 'e' },
          },
        ],
      },
    ],
  })
  const unasked = await shipmate('approve', CHANGE)
  expect(unasked).toMatchObject({ code: 3, output: expect.stringContaining('Asked by terminal:ana') })
  const refused = await shipmate('approve', 'chg-3', '--yes')
  expect(refused).toMatchObject({ code: 2, output: expect.stringContaining('You may not decide on CHG-3') })
  const { store } = bot.app()
  const own = await personalTokens({ store, clock: systemClock }, ['owner'], async () => false).create('terminal:you', {
    ...{ name: 'laptop', roles: [], approve: true },
  })
  const approved = await runCommand(bot.folder, ['approve', CHANGE, '--yes'], {
    ...{ SHIPMATE_TOKEN: own.secret, SHIPMATE_URL: url() },
  }).ended
  expect(approved.output).toContain('Asked by terminal:ana')
  expect(approved.output).not.toContain('may not decide')
  expect(await shipmate('approve', 'CHG-9', '--yes')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('CHG-9'),
  })
})

test('a token that opens nothing ends with a code of its own; one in a file is read there', async () => {
  const denied = await runCommand(bot.folder, ['status'], { SHIPMATE_TOKEN: 'shipmate_none', SHIPMATE_URL: url() })
    .ended
  expect(denied).toMatchObject({ code: 4, errors: expect.stringContaining('valid token') })
  const file = join(bot.folder, 'token')
  writeFileSync(file, `${owner}\n`)
  const read = await runCommand(bot.folder, ['status', '--token-file', file, '--url', url(), '--json'], {}).ended
  expect(JSON.parse(read.output).services).toHaveLength(2)
  const nobody = await runCommand(bot.folder, ['status', '--url', 'http://127.0.0.1:2'], { SHIPMATE_TOKEN: 'x' }).ended
  expect(nobody).toMatchObject({
    code: 1,
    errors: expect.stringContaining('No Shipmate answers at http://127.0.0.1:2'),
  })
})

async function sessions(): Promise<number> {
  const answer = await fetch(`${url()}/api/v1/sessions`, { headers: { authorization: `Bearer ${owner}` } })
  return ((await answer.json()) as { readonly sessions: readonly object[] }).sessions.length
}
