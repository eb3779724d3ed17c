import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { logSocket } from '../../adapters/log-socket/log-socket.ts'
import { freePort } from '../support/ports.ts'
import { type CommandLine, runCommand } from './command-line.ts'

let folder: string
let env: Record<string, string>
let bot: CommandLine

const startBot = async (): Promise<CommandLine> => {
  const started = runCommand(folder, ['start', '--no-terminal'], env)
  await started.says('shipmate is ready')
  return started
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-beside-'))
  env = { SHIPMATE_DATA_DIR: '.shipmate', SHIPMATE_HTTP_PORT: String(await freePort()) }
  // It says something, so that its log has a request in it.
  const chat = runCommand(folder, ['chat'], env, 'help\n')
  await chat.says('deploy')
  chat.kill('SIGTERM')
  await chat.ended
  bot = await startBot()
}, 120_000)

afterAll(async () => {
  bot.kill('SIGKILL')
  await bot.ended
  await stopAll(join(folder, '.shipmate'))
  rmSync(folder, { recursive: true, force: true })
})

const socket = () => logSocket(join(folder, '.shipmate'))
const audit = (...given: readonly string[]) => runCommand(folder, ['audit', ...given], env).ended

test('the log of a bot that runs is verified, and a kept head is found in it', async () => {
  const verified = await audit('verify', '--json')
  expect(verified).toMatchObject({ code: 0, errors: '' })
  const { intact, events, head } = JSON.parse(verified.output)
  expect({ intact, some: events > 0 }).toEqual({ intact: true, some: true })
  const kept = await audit('verify', '--head', head.hash, '--head', 'f'.repeat(64))
  expect(kept.code).toBe(1)
  expect(kept.output).toContain(`Head ${head.hash.slice(0, 12)}… is that of position ${head.position}.`)
  expect(kept.output).toContain('Head ffffffffffff… is not in the log')
})

test('the log of a bot that runs is exported, with names, since a moment', async () => {
  const { code, output, errors } = await audit('export', '--since', '1d')
  expect({ code, errors }).toEqual({ code: 0, errors: expect.stringMatching(/^\d+ entries\. Head [0-9a-f]{64} at/) })
  const [first] = output.trimEnd().split('\n')
  expect(JSON.parse(first ?? '')).toMatchObject({ kind: 'request', event: 'message.received', what: 'help' })
  const csv = await audit('export', '--format', 'csv')
  expect(csv.output).toMatch(/^position,at,kind,event,/)
  expect((await audit('export', '--since', '2126-01-01')).output).toBe('')
})

test('a token made beside it works at once, and no more once it is revoked', async () => {
  const token = (...given: readonly string[]) => runCommand(folder, ['token', ...given], env).ended
  const made = await token('create', '--name', 'ci', '--role', 'viewer')
  expect(made).toMatchObject({ code: 0, errors: '' })
  const secret = made.output.trimEnd().split('\n').at(-1)
  const sessions = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${secret}` }
    return (await fetch(`http://127.0.0.1:${env.SHIPMATE_HTTP_PORT}/api/v1/sessions`, { headers })).status
  }
  expect(await sessions()).toBe(200)
  expect((await token('list')).output).toMatch(/^[0-9a-f]{12} {2}ci {2}viewer {2}last used /)
  expect(await token('create', '--name', 'ci', '--role', 'viewer')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('There is a token ci already.'),
  })
  expect(await token('revoke', 'ci')).toMatchObject({ code: 0 })
  expect(await sessions()).toBe(401)
})

test('nobody but its own user reaches the socket', () => {
  expect(statSync(socket()).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(socket())).mode & 0o777).toBe(0o700)
})

test('the socket of a killed bot is in the way of nobody', async () => {
  bot.kill('SIGKILL')
  await bot.ended
  expect(existsSync(socket())).toBe(true)
  expect(await audit('verify')).toMatchObject({ code: 0, output: expect.stringContaining('The log is intact') })
  bot = await startBot()
  expect(await audit('verify')).toMatchObject({ code: 0, output: expect.stringContaining('The log is intact') })
  expect(statSync(socket()).mode & 0o777).toBe(0o600)
})

test('a link opens the console of a bot that runs, and nothing of it is in the log', async () => {
  const { code, output } = await runCommand(folder, ['console'], env).ended
  const link = /^http:\/\/127\.0\.0\.1:\d+\/login#(link_[\w-]+)$/m.exec(output)
  expect({ code, link: link?.[1] }).toEqual({ code: 0, link: expect.stringContaining('link_') })
  const origin = `http://127.0.0.1:${env.SHIPMATE_HTTP_PORT}`
  const opened = await fetch(`${origin}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ code: link?.[1] }),
  })
  expect(await opened.json()).toMatchObject({ user: 'terminal:you', csrf: expect.any(String) })
  expect((await audit('export')).output).not.toContain(link?.[1]?.split('_').slice(2).join('_'))
})
