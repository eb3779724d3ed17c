import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { openCommandWorld } from '../../src/app/commands/demo/command-world.ts'
import type { DemoTarget } from '../../src/app/commands/demo/demo-script.ts'
import { freePort } from '../support/ports.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../support/slack-server.ts'
import type { BotSettings } from './bot-questions.ts'
import { type KeptBot, keepBot } from './kept-bot.ts'

/** How Slack reaches the bot. */
export type Way = 'http' | 'socket mode'

/** A workspace, a bot that is started again whenever it is killed, and what it has delivered, for as long as a lane goes. */
export interface Lane {
  readonly folder: string
  readonly slack: SlackServer
  readonly bot: KeptBot
  /** Where users reach production. */
  readonly url: string
  readonly target: DemoTarget
  /**
   * The instances of the service on production, whatever they are doing; by command, how often a release was put there since
   * this was asked last.
   */
  instances(): Promise<number>
  /** Ends everything, in whatever state it is. */
  close(): Promise<void>
}

export const ASKER = 'UANA'

export async function openLane(way: Way, target: DemoTarget = 'local'): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-kill-'))
  const slack = await startSlackServer()
  const world = target === 'command' ? await openCommandWorld(folder, DEPLOYS_SLOWLY) : undefined
  const closeAround = async (bot: KeptBot | undefined): Promise<void> => {
    await bot?.stop()
    await slack.stop()
    await world?.close()
    await stopAll(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const settings = { ...(await botSettings(folder, way, slack)), ...(world && { services: world.services }) }
    const bot = await keepBot(settings)
    const url = world?.productionUrl ?? `http://127.0.0.1:${settings.ports.production}/`
    return {
      folder,
      slack,
      bot,
      url,
      target,
      instances: world ? countRollouts(url) : async () => instancesIn(folder).length,
      close: () => closeAround(bot),
    }
  } catch (error) {
    await closeAround(undefined)
    throw error
  }
}

/** Long enough for a kill in the middle, short enough for a hundred of them. */
const DEPLOYS_SLOWLY = `
import { setTimeout as sleep } from 'node:timers/promises'
const say = (progress) => console.log(JSON.stringify({ progress }))
await sleep(150)
say('healthy')
await sleep(150)
await fetch(process.env.DEMO_HOST, { method: 'PUT', body: process.argv[1] })
say('switched')
await sleep(150)
`

/** A host of the team's own notes each release that is put there. */
function countRollouts(url: string): Lane['instances'] {
  let seen = 0
  return async () => {
    const noted = (await (await fetch(`${url}log`)).text()).split('\n').length - 1
    const added = noted - seen
    seen = noted
    return added
  }
}

function instancesIn(folder: string): readonly Instance[] {
  return readHostState(hostPaths(folder).state).instances.filter(({ environment }) => environment === 'production')
}

async function botSettings(folder: string, way: Way, slack: SlackServer): Promise<BotSettings> {
  const ports = { staging: await freePort(), production: await freePort() }
  const common = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: slack.apiUrl }
  const owner = `slack:${ASKER}`
  if (way === 'socket mode') return { folder, ports, owner, env: { ...common, SLACK_APP_TOKEN: APP_TOKEN } }
  const port = await freePort()
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  return { folder, ports, owner, env: { ...common, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_PORT: String(port) } }
}
