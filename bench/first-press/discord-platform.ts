import { textOf } from '../../tests/simulators/discord/posted-text.ts'
import { startDiscordServer } from '../../tests/simulators/discord/server.ts'
import { type Platform, timed } from './platform.ts'

const OWNER = 'ana'
const LONG_MS = 60_000

export async function discordPlatform(): Promise<Platform> {
  const discord = await startDiscordServer({ limits: 'off' })
  return {
    name: 'Discord',
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    owner: discord.userId(OWNER),
    async ask(version) {
      const { id: thread } = discord.mention(OWNER, `deploy billionmail ${version} to production using blue-green`)
      const said = (words: string) =>
        discord.until(() => discord.messages(thread).find((message) => textOf(message).includes(words)), LONG_MS)
      const card = await discord.until(
        () => discord.messages(thread).find(({ components }) => components.length > 0),
        LONG_MS,
      )
      return {
        confirm() {
          const began = performance.now()
          const press = discord.press(OWNER, card, 'Confirm')
          return timed(
            began,
            discord.until(() => press.answered !== undefined),
            said('Confirmed by'),
          )
        },
        live: () => said('is live on production'),
      }
    },
    stop: () => discord.stop(),
  }
}
