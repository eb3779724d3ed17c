import { Client, Events, type GatewayIntentBits, Partials } from 'discord.js'
import { onTestFinished } from 'vitest'
import type { DiscordServer } from './server.ts'

/** An unmodified discord.js client that is ready; it ends with the test. */
export async function discordClient(
  { apiUrl, token }: Pick<DiscordServer, 'apiUrl' | 'token'>,
  intents: readonly GatewayIntentBits[],
): Promise<Client<true>> {
  const client = new Client({ intents, partials: [Partials.Channel], rest: { api: apiUrl, retries: 0 } })
  onTestFinished(() => client.destroy())
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve))
  await client.login(token)
  return ready
}
