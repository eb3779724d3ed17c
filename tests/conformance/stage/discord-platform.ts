import { pino } from 'pino'
import { connectDiscord } from '../../../adapters/chat/discord/connect-discord.ts'
import { slashCommands } from '../../../src/capabilities/slash-commands.ts'
import type { DiscordPerson } from '../../simulators/discord/people/discord-person.ts'
import type { Failure } from '../../simulators/discord/rest/rest-api.ts'
import { type DiscordServer, startDiscordServer } from '../../simulators/discord/server.ts'
import { SPEECH } from '../../support/chat-speech.ts'
import { painter } from './painter.ts'
import type { Fault, Platform } from './platform.ts'

export interface DiscordPlatform extends Platform {
  readonly discord: DiscordServer
  person(name: string): DiscordPerson
}

const log = pino({ level: process.env.CONFORMANCE_LOG ?? 'silent' })
const POST = /^\/channels\/\d+\/messages$/
const EDIT = /^\/channels\/\d+\/messages\/\d+$/
const A_ROLE = '1888888888888888888'
let markers = 0

export async function openDiscord(): Promise<DiscordPlatform> {
  const discord = await startDiscordServer({ limits: 'off' })
  // Of several servers that the bot is in, this one is home.
  const servers = [discord.guild]
  const channels = new Map<string, string>()
  return {
    name: 'Discord',
    discord,
    async connect(inbox, settings, delivery) {
      const commands = slashCommands(settings, delivery)
      const { token, apiUrl } = discord
      const chat = await connectDiscord({ token, apiUrl, commands, servers, speech: SPEECH, painter }, inbox, log)
      await discord.until(() => discord.calls('PUT', /commands$/)[0])
      return [chat]
    },
    person: discord.person,
    showsName: (name, shown) => discord.person(name).showsName(shown),
    speaks: (name, locale) => discord.person(name).speaks(locale),
    stranger(name) {
      const channel = discord.joinGuild('1999999999999999999', name)
      return { person: discord.person(name), place: { channel } }
    },
    isGuest: (name) => discord.isPending(name),
    group(_, ...people) {
      for (const name of people) discord.giveRoles(name, A_ROLE)
      return `discord:role:${A_ROLE}`
    },
    deploysPullRequest: 'Deploy this pull request',
    asksByCommand: (person, text, place) => person.runs('shipmate ask', { text }, place),
    async pressesAsked(person, message, button, answer, meanwhile) {
      const given = await person.presses(message, button)
      if (given.kind !== 'message' || !given.message.onlyForMe) throw new Error(`"${button}" asks nothing`)
      await meanwhile?.()
      const [yes, no] = given.message.buttons
      await person.presses(given.message, (answer === 'yes' ? yes : no)?.id ?? '')
      return given.message.text
    },
    newChannel(name) {
      const channel = channels.get(name) ?? discord.createChannel(name)
      channels.set(name, channel)
      return channel
    },
    channelId: (channel) => `discord:${channel}`,
    threadOf: ({ channel, thread, id }) => ({ channel, thread: thread ?? id }),
    opensThread({ channel, id }) {
      discord.startThread({ id, channelId: channel })
      return { channel, thread: id }
    },
    directPlace: ({ name }) => ({ channel: directChannelOf(discord, name) }),
    async redelivers(_, times) {
      for (let count = 0; count < times; count++) discord.redeliver()
    },
    unfurls: async ({ id }) => discord.unfurl({ id }),
    deletesUnder: async (message) => discord.person('admin').deletes(message),
    async otherBotSays(text) {
      discord.sayAsBot('other-bot', text)
    },
    archives: (channel) => discord.deny(channel, 'view', 'send', 'sendInThreads'),
    removesBotFrom: (channel) => discord.deny(channel, 'view'),
    forbidsPosting: (channel) => discord.deny(channel, 'send', 'sendInThreads'),
    failsPosts: (fault, times) => discord.failNext('POST', POST, FAILURES[fault], times),
    failsEdits: (fault, times) => discord.failNext('PATCH', EDIT, FAILURES[fault], times),
    cutsLine: discord.cutLine,
    posts: () => discord.calls('POST', POST).length,
    edits: () => discord.calls('PATCH', EDIT).length,
    async settled() {
      // What comes over one line comes in order: once this is answered, the bot has everything that came before.
      const marker = discord.person(`marker-${++markers}`)
      const { channel } = await marker.directs('thanks')
      await marker.sees(({ byBot, channel: where }) => byBot && where === channel)
    },
    stop: discord.stop,
  }
}

function directChannelOf(discord: DiscordServer, name: string): string {
  const [message] = discord.directMessages(name)
  return message?.channelId ?? ''
}

const FAILURES: Readonly<Record<Fault, Failure>> = {
  'asked to wait': { status: 429, headers: { 'retry-after': '1', 'x-ratelimit-scope': 'user' } },
  'server error': { status: 500 },
  'answer lost': { status: 500, afterEffect: true },
  refused: { status: 403, code: 50013 },
}
