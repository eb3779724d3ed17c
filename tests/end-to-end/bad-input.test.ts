import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'
import { freePort, holdPort } from '../support/ports.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'
import { type CommandLine, runCommand } from './command-line.ts'

/** A folder to start the bot in; what runs there ends with the test. */
async function start(yaml: string, env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  // Where another user runs the services, that user must get to them.
  chmodSync(folder, 0o711)
  if (yaml !== '') writeFileSync(join(folder, 'shipmate.yaml'), yaml)
  const started: CommandLine[] = []
  onTestFinished(async () => {
    for (const one of started) one.kill('SIGKILL')
    await Promise.all(started.map(({ ended }) => ended))
    await stopAll(join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true })
  })
  const run = async (): Promise<CommandLine> => {
    const port = String(await freePort())
    const own = { SHIPMATE_DATA_DIR: join(folder, 'data'), SHIPMATE_HTTP_PORT: port }
    const command = runCommand(folder, ['start', '--no-terminal'], { ...own, ...env })
    started.push(command)
    return command
  }
  return { folder, run }
}

/** A service of its own, because the ports of the sample may be taken on this machine. */
async function serviceYaml(repository: string): Promise<string> {
  return `
services:
  - id: mail
    repository: ${repository}
    start: [node, server.js]
    environments: { staging: { port: ${await freePort()} } }
`
}

test('everything wrong with the configuration is said at once, with its line and key, and nothing starts', async () => {
  const { run } = await start(`
confirmation: { expiresAfterMinutes: soon }
colour: blue
slack: { botToken: "\${NO_SUCH_VARIABLE}" }
`)
  const { code, errors } = await (await run()).ended
  expect(code).toBe(1)
  for (const part of ['shipmate.yaml:2', 'expiresAfterMinutes', ':3', 'colour', ':4', 'NO_SUCH_VARIABLE']) {
    expect(errors).toContain(part)
  }
  expect(errors).not.toContain('    at ')
})

test('a second bot on the same folder and port is refused with who has the folder and what to do, and the first goes on', async () => {
  const { run } = await start(await serviceYaml('/nowhere/mail'), { SHIPMATE_HTTP_PORT: String(await freePort()) })
  const first = await run()
  await first.says('shipmate is ready')
  const second = await run()
  const { code, errors } = await second.ended
  expect(code).toBe(1)
  expect(errors).toContain(`Shipmate already runs as process ${first.pid}`)
  expect(errors).toContain('Stop that one first')
  expect(errors).not.toContain('Port')
  first.kill('SIGTERM')
  expect(await first.ended).toMatchObject({ code: 0, errors: '' })
})

test('a port for /health that is taken is named, with how to choose another', async () => {
  const held = await holdPort()
  onTestFinished(() => held.release())
  const { run } = await start(await serviceYaml('/nowhere/mail'), { SHIPMATE_HTTP_PORT: String(held.port) })
  const { code, errors } = await (await run()).ended
  expect(code).toBe(1)
  expect(errors).toContain(`Port ${held.port} on 127.0.0.1 is in use`)
  expect(errors).toContain('SHIPMATE_HTTP_PORT')
})

let bot: BotInSlack | undefined
afterAll(() => bot?.close())

async function answerTo(text: string): Promise<string> {
  bot ??= await startBotInSlack()
  const { threadTs } = await bot.slack.mention(ANA, text)
  const answer = await bot.slack.message((message) => message.threadTs === threadTs)
  return wordsOf(answer)
}

test('a message of 40,000 characters is answered like any other, and what is asked in it is asked once', async () => {
  const filler = 'lorem ipsum dolor '.repeat(2_300).slice(0, 39_000)
  await answerTo(filler)
  expect(await answerTo(`status ${' '.repeat(39_000)}`)).toContain('What is live')
})

test.each([
  ['an unknown service', 'deploy nosuchthing v1.0.0 to production', /nosuchthing/],
  ['an unknown environment', 'deploy billionmail v1.0.0 to mars', /mars/],
  ['an unknown ref', 'deploy billionmail v9.9.9 to production', /v9\.9\.9/],
  ['a misspelled service', 'deploy bilionmail v1.0.0 to production', /billionmail/],
  ['shell metacharacters', 'deploy billionmail `touch /tmp/x`;$(id)|cat to production', /I ignored/],
  [
    'words from right to left',
    'deploy \u202Ebillionmail\u202C v1.0.0 to production',
    /Deploy billionmail v1\.0\.0 to production\?/,
  ],
  [
    'zero-width characters and emoji',
    'dep\u200Bloy billion\u200Dmail 🚀 v1.0.0 to production',
    /Deploy billionmail v1\.0\.0 to production\?/,
  ],
])('%s: an answer, and nothing is started', async (_, text, words) => {
  expect(await answerTo(text)).toMatch(words)
  expect(await bot?.count('cicd.deploy.requested')).toBe(0)
})
