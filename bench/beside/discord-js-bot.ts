import { Client, Events, GatewayIntentBits } from 'discord.js'

/** What a person writes first with discord.js: a mention is answered with one message, and nothing is kept. */
const { DISCORD_TOKEN: token, DISCORD_API_URL: api } = process.env
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  ...(api && { rest: { api } }),
})
client.on(Events.MessageCreate, async (message) => {
  if (!client.user || message.author.bot || !message.mentions.has(client.user)) return
  await message.reply(`You said: ${message.content}`)
})
client.once(Events.ClientReady, () => void process.stdout.write('ready\n'))
await client.login(token)
