import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { type Bot, startBotProcess } from '../kill/bot.ts'
import type { BotSettings } from '../kill/bot-questions.ts'
import { startTraffic, type Traffic } from '../kill/traffic.ts'
import { APP_TOKEN, BOT_TOKEN, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { buttonsOf, wordsOf } from '../simulators/slack/workspace.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

let slack: SlackServer
let settings: BotSettings
let bot: Bot
let url: string
let traffic: Traffic

beforeAll(async () => {
  slack = await startSlackServer({ limits: 'off' })
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  const ports = { staging: await freePort(), production: await freePort() }
  const env = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN, SLACK_API_URL: slack.apiUrl }
  settings = { folder, ports, env, owner: 'slack:UANA' }
  url = `http://127.0.0.1:${ports.production}/`
  bot = await startBotProcess(settings)
  await deploy('v1.0.0')
  traffic = startTraffic(url)
})
afterAll(async () => {
  await traffic?.stop()
  bot?.kill('SIGKILL')
  await stopAll(settings.folder)
  await slack.stop()
  rmSync(settings.folder, { recursive: true, force: true })
})

async function deploy(version: string): Promise<void> {
  await slack.mention('UANA', `deploy billionmail ${version} to production using blue-green`)
  const title = `Deploy billionmail ${version} to production?`
  const card = await slack.message((message) => wordsOf(message).includes(title) && buttonsOf(message).length > 0)
  await slack.press('UANA', card.ts, 'Confirm')
  await slack.message((message) => wordsOf(message).includes(`${version} is live on production`))
}

function serving(): readonly (number | undefined)[] {
  return readHostState(hostPaths(settings.folder).state).instances.map(({ process }) => process?.pid)
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'users notice nothing of a bot that ends by %s, and the next one takes over',
  async (signal) => {
    const before = serving()
    bot.kill(signal)
    await bot.ended
    expect(await servedVersion(url)).toBe('v1.0.0')
    bot = await startBotProcess(settings)
    expect(serving()).toEqual(before)
    expect(await servedVersion(url)).toBe('v1.0.0')
    expect(traffic.failures()).toEqual([])
  },
)

test('a bot that was started again changes what runs without a gap', async () => {
  await deploy('v1.1.0')
  expect(await servedVersion(url)).toBe('v1.1.0')
  expect(serving()).toHaveLength(1)
  expect(traffic.failures()).toEqual([])
})

test('`shipmate local stop` ends what was deployed', async () => {
  await traffic.stop()
  // The shell that stops need not be the one that knows the tokens.
  writeFileSync(join(settings.folder, 'shipmate.yaml'), `slack: { botToken: "\${SLACK_BOT_TOKEN}" }\n`)
  const stop = runCommand(settings.folder, ['local', 'stop'], { SHIPMATE_DATA_DIR: settings.folder })
  expect(await stop.ended).toMatchObject({ code: 0, output: 'Every service is stopped.\n' })
  await expect(servedVersion(url)).rejects.toThrow('ECONNREFUSED')
  const again = runCommand(settings.folder, ['local', 'stop'], { SHIPMATE_DATA_DIR: settings.folder })
  expect(await again.ended).toMatchObject({ code: 0, output: 'Nothing was running.\n' })
})
