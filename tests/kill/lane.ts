import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, type SlackServer, startSlackServer } from '../simulators/slack/server.ts'
import { freePort } from '../support/ports.ts'
import type { BotSettings } from './bot-questions.ts'
import { type KeptBot, keepBot } from './kept-bot.ts'
import { type KillTarget, openTeamWorld } from './team-world.ts'

/** How Slack reaches the bot. */
export type Way = 'http' | 'socket mode'

/** A workspace, a bot that is started again whenever it is killed, and what it has delivered, for as long as a lane goes. */
export interface Lane {
  readonly folder: string
  readonly slack: SlackServer
  readonly bot: KeptBot
  /** Where users reach production. */
  readonly url: string
  readonly target: KillTarget
  /**
   * The instances of the service on production, whatever they are doing; elsewhere than on this machine, how often a release
   * was rolled out there since this was asked last.
   */
  instances(): Promise<number>
  /** What should not be there once an order has ended. */
  leftovers(): readonly string[]
  /** Ends everything, in whatever state it is. */
  close(): Promise<void>
}

export const ASKER = 'UANA'

export async function openLane(way: Way, target: KillTarget = 'local'): Promise<Lane> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-kill-'))
  const slack = await startSlackServer({ limits: 'off' })
  const world = await openTeamWorld(target, folder)
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
      instances: world ? () => world.rollouts() : async () => instancesIn(folder).length,
      leftovers: () => world?.leftovers() ?? [],
      close: () => closeAround(bot),
    }
  } catch (error) {
    await closeAround(undefined)
    throw error
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
