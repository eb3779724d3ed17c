import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../../support/ports.ts'
import { type DiscordServer, startDiscordServer } from '../discord/server.ts'
import { type SlackServer, startSlackServer } from '../slack/server.ts'
import { type BotState, createBot, type PageBot } from './bot.ts'
import { teamFile } from './team-file.ts'

export interface SimulationOptions {
  /** Where the bot keeps what it knows; a temporary folder, gone at the end, if left out. */
  readonly folder?: string
  /** 'off': nothing waits for the rates of the platforms. Default 'on', as in life. */
  readonly limits?: 'on' | 'off'
}

/** Two platforms, and a bot that is connected to both by their own SDKs. */
export interface Simulation {
  readonly slack: SlackServer
  readonly discord: DiscordServer
  readonly bot: PageBot
  /** Where users reach the sample service. */
  readonly urls: { readonly staging: string; readonly production: string }
  /** Resolves after the next change of the bot's state. */
  botChanged(): Promise<BotState>
  stop(): Promise<void>
}

export async function startSimulation({ folder: given, limits = 'on' }: SimulationOptions = {}): Promise<Simulation> {
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'shipmate-simulator-')) : resolve(given)
  mkdirSync(folder, { recursive: true })
  const slack = await startSlackServer({ limits })
  const discord = await startDiscordServer({ limits })
  writeFileSync(
    join(folder, 'shipmate.yaml'),
    teamFile({
      slack: { apiUrl: slack.apiUrl, userId: (name) => slack.person(name).userId },
      discord: { apiUrl: discord.apiUrl, token: discord.token, userId: (name) => discord.person(name).userId },
    }),
  )
  const samplePorts = { staging: await freePort(), production: await freePort() }
  let change = Promise.withResolvers<BotState>()
  const bot = createBot({ folder, samplePorts }, () => {
    change.resolve(bot.state())
    change = Promise.withResolvers()
  })
  const stop = async (): Promise<void> => {
    await bot.stop()
    await slack.stop()
    await discord.stop()
    if (given === undefined) rmSync(folder, { recursive: true, force: true })
  }
  return {
    ...{ slack, discord, bot, stop },
    urls: {
      staging: `http://127.0.0.1:${samplePorts.staging}/`,
      production: `http://127.0.0.1:${samplePorts.production}/`,
    },
    botChanged: () => change.promise,
  }
}
