import { type DiscordServer, startDiscordServer } from '../../tests/simulators/discord/server.ts'
import { startBotProcess } from '../intake/bot-process.ts'
import type { Measurement } from '../measurement.ts'
import type { Setup } from '../setups.ts'
import { measureTurn, type TurnSizes } from './measure-turn.ts'
import { withPeer } from './peer-process.ts'
import { inTime } from './take-turn.ts'

/** A bot that answers mentions on Discord, in a process of its own. */
export interface DiscordContender {
  readonly name: string
  readonly ours: boolean
  run<Result>(env: Readonly<Record<string, string>>, use: (pid: number) => Promise<Result>): Promise<Result>
}

export const ourDiscordBot = (setup: Setup): DiscordContender => ({
  name: setup.name,
  ours: true,
  run: (env, use) =>
    setup.inNewHome(async (home) => {
      const bot = await startBotProcess(home, env)
      return use(bot.pid).finally(() => bot.stop())
    }),
})

export const BARE_DISCORD_JS: DiscordContender = {
  name: 'bare discord.js',
  ours: false,
  run: (env, use) => withPeer('discord-js-bot.ts', env, use),
}

/** Starts the bot on a Discord of its own, asks it, and stops both. */
export async function takeDiscordTurn(one: DiscordContender, sizes: TurnSizes): Promise<readonly Measurement[]> {
  const discord = await startDiscordServer({ limits: 'off' })
  const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
  try {
    return await one.run(env, (pid) => inTime(measureTurn(pid, sizes, (words) => ask(discord, words))))
  } finally {
    await discord.stop()
  }
}

const ASKER = 'ana'

/** Milliseconds from a mention to its answer: a reply to it, or the first message in its thread. */
async function ask(discord: DiscordServer, words: string): Promise<number> {
  const began = performance.now()
  const { id } = discord.mention(ASKER, words)
  await discord.until(() => discord.said().findLast(({ channelId, replyTo }) => channelId === id || replyTo === id))
  return performance.now() - began
}
