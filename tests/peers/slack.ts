/*
 * Brings up another implementation of Slack's Web API, the npm package `emulate`, in a folder outside of the repository, runs
 * the bot's outgoing side against it, and makes the same calls there and at our simulator:
 *
 *   node tests/peers/slack.ts [folder]
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { pino } from 'pino'
import { createRecentPresses } from '../../adapters/chat/recent-presses.ts'
import { createOutgoing } from '../../adapters/chat/slack/outgoing/outgoing.ts'
import { UNPUBLISHED } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { BOT_TOKEN, startSlackServer } from '../simulators/slack/server.ts'
import { SPEECH } from '../support/chat-speech.ts'
import { freePort } from '../support/ports.ts'
import { type Place, readings } from './slack-calls.ts'

const VERSION = '0.12.2'
const TOKEN = 'xoxb-peer'
const MOST_LOOKS = 60
const SEED = `slack:
  team: { name: Harbour, domain: harbour }
  users: [{ name: ana, real_name: Ana, email: ana@harbour.example }]
  channels: [{ name: general }]
  bots: [{ name: shipmate }]
`

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const silent = pino({ level: 'silent' })

/** @returns Whether it is there. */
function install(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules', 'emulate'))) return true
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `emulate@${VERSION}`], { cwd: folder, stdio: 'pipe' })
    return true
  } catch (error) {
    say(`emulate ${VERSION} was not installed: ${(error as Error).message.split('\n')[0]}`)
    return false
  }
}

async function start(folder: string): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const port = await freePort()
  const seed = join(folder, 'slack-seed.yaml')
  writeFileSync(seed, SEED)
  const log = openSync(join(mkdtempSync(join(tmpdir(), 'shipmate-peer-')), 'emulate.log'), 'a')
  const program = join(folder, 'node_modules', 'emulate', 'dist', 'index.js')
  const given = [program, 'start', '--service', 'slack', '--port', String(port), '--seed', seed]
  const child = spawn(process.execPath, given, { cwd: folder, stdio: ['ignore', log, log] })
  const url = `http://127.0.0.1:${port}/api/`
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (await fetch(`${url}auth.test`, { method: 'POST' }).catch(() => undefined)) return { url, child }
    await sleep(500)
  }
  child.kill('SIGKILL')
  throw new Error('emulate does not get ready; its log says why')
}

function clientOf(slackApiUrl: string, token: string): webApi.WebClient {
  return new webApi.WebClient(token, { slackApiUrl, retryConfig: { retries: 0 }, logLevel: webApi.LogLevel.ERROR })
}

/** Emulate makes up its ids: they are looked up. */
async function peerPlace(url: string): Promise<Place> {
  const client = clientOf(url, TOKEN)
  const { channels = [] } = await client.conversations.list()
  const { members = [] } = await client.users.list({})
  const channel = channels.find(({ name }) => name === 'general')?.id ?? ''
  const user = members.find(({ name }) => name === 'ana')?.id ?? ''
  const trigger = async () => {
    const made = await client.apiCall('views.generateTriggerId', { user_id: user })
    return String((made as unknown as { readonly trigger_id: string }).trigger_id)
  }
  return { client, channel, user, trigger }
}

/** The bot's own way out: post, find what was posted, edit. */
async function runOutgoing({ client, channel }: Place): Promise<string> {
  const { user_id: botUser = '' } = await client.auth.test()
  const parts = {
    client,
    botUser,
    workspace: undefined,
    presses: createRecentPresses(),
    picturesOf: async () => [],
    limits: UNPUBLISHED,
    speech: SPEECH,
    log: silent,
  }
  const chat = createOutgoing(parts)
  const to = { kind: 'thread', thread: `slack:${channel}` } as const
  const posted = await chat.post(to, QUESTION, { key: 'peer-1', mayExist: false })
  const again = await chat.post(to, QUESTION, { key: 'peer-1', mayExist: true })
  await chat.edit(posted, { ...QUESTION, title: 'Done' })
  return again === posted ? 'posted, found again, edited' : 'posted twice: what was posted was not found'
}

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'shipmate-slack'))
if (!install(folder)) process.exit(1)
const { url, child } = await start(folder)
process.once('exit', () => child.kill('SIGKILL'))
say(`emulate ${VERSION} is up: ${url}`)
const slack = await startSlackServer({ limits: 'off' })
const theirs = await peerPlace(url)
let triggers = 0
const ours: Place = {
  client: clientOf(slack.apiUrl, BOT_TOKEN),
  channel: 'C0GENERAL',
  user: 'UANA',
  async trigger() {
    triggers += 1
    return slack.trigger(`peer-${triggers}`, 'UANA')
  },
}
const sent = await runOutgoing(theirs).catch((error: unknown) => `failed: ${(error as Error).message}`)
say(`The bot's outgoing side there: ${sent}.`)
const [there, here] = [await readings(theirs), await readings(ours)]
const lacks: string[] = []
let same = 0
for (const [name, reading] of there) {
  const own = here.get(name) ?? ''
  if (/unknown_method|404|not supported|not implemented/i.test(reading)) lacks.push(name)
  else if (reading === own) same += 1
  else say(`  ${name}\n    emulate: ${reading}\n    ours:    ${own}`)
}
say(`${same} of ${there.size} calls have the same keys or the same error at both.`)
say(`emulate does not know: ${lacks.join(', ') || 'nothing of these'}. These ran only against ours.`)
say('It counts no calls, opens no socket, presses no button and checks no blocks: that, too, ran only against ours.')
await slack.stop()
process.exit(sent.startsWith('posted, found') ? 0 : 1)
