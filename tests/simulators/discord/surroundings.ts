import type { FakeGateway } from './gateway/gateway.ts'
import type { Acts } from './people/acts.ts'
import type { RegisteredCommand, RouteParts } from './rest/route-parts.ts'
import type { CommandBody } from './rules/command-rules.ts'
import { channelPayload, guildPayload } from './world/payloads.ts'
import { channelOf, deny, type Permission } from './world/permissions.ts'
import type { Guild, Posted } from './world/world.ts'

/** What happens around the bot: servers, channels, permissions, time, and the line to Discord. */
export interface Surroundings {
  /** Lets the minutes pass after which Discord forgets nonces. */
  forgetNonces(): void
  /** Lets the 15 minutes pass after which interactions can no longer be answered. */
  expireTokens(): void
  archive(thread: string): void
  lock(thread: string): void
  /** Starts the thread of a message without the gateway telling of it. */
  startThread(message: Pick<Posted, 'id' | 'channelId'>): void
  /** Somebody makes a text channel, or a thread beneath one; returns its id. */
  createChannel(name: string, where?: { readonly guild?: string; readonly parent?: string }): string
  deleteChannel(channel: string): void
  /** Takes permissions of the bot in a channel away. */
  deny(channel: string, ...permissions: readonly Permission[]): void
  /** Takes the bot out of the server's list, as before it is invited. */
  uninvite(): void
  /** Somebody invites the bot to another server, of which nobody here is a member. */
  join(guild: string): void
  /** The same, with a channel and these people in it; returns the channel's id. */
  joinGuild(guild: string, ...members: readonly string[]): string
  /** Somebody removes the bot from a server. */
  removeBot(guild: string): void
  /** A person has not accepted the rules of the server yet. */
  isPending(name: string): void
  /** The person takes no direct messages of the bot. */
  blockDirect(name: string): void
  /** Somebody switches on the app's Server Members Intent. */
  listMembers(): void
  /** Another app, or a webhook, says something. */
  sayAsBot(name: string, text: string, webhook?: boolean): Posted
  /** Discord adds the preview of a link to a message. */
  unfurl(message: Pick<Posted, 'id'>): void
  registerCommands(commands: readonly object[]): void
  commandWrites(): number
  cutLine(): void
  redeliver(): void
  /** Closes so many of the connections that the bot opens from now on, at once. */
  closeConnections(count: number): void
  refuseWith(closeCode: number): void
  closeLine(code: number): void
  askToReconnect(): void
  invalidateSession(resumable: boolean): void
  goSilent(): void
  allowIntents(intents: number): void
  resumes(): number
  identifies(): number
  intents(): number
}

export function surroundings(parts: RouteParts, gateway: FakeGateway, acts: Acts): Surroundings {
  const { world, tell } = parts
  const joinAs = (id: string, members: readonly string[]): Guild => {
    const ids = new Set(members.map((name) => world.person(name).id))
    const guild: Guild = { id, name: `Server ${id}`, joined: true, members: ids }
    world.guilds.set(id, guild)
    return guild
  }
  const changeThread = (thread: string, change: { archived?: true; locked?: true }): void => {
    const channel = Object.assign(channelOf(world, thread), change)
    tell('THREAD_UPDATE', channelPayload(world, channel), channel.guildId)
  }
  return {
    forgetNonces: () => parts.nonces.clear(),
    expireTokens() {
      for (const interaction of parts.interactions.all) interaction.expired = true
    },
    archive: (thread) => changeThread(thread, { archived: true }),
    lock: (thread) => changeThread(thread, { archived: true, locked: true }),
    startThread: ({ channelId, id }) => void world.startThread(channelOf(world, channelId), id, 'Started by a person'),
    createChannel(name, { guild = world.guild, parent } = {}) {
      const channel =
        parent === undefined
          ? world.addChannel({ type: 0, name, guildId: guild })
          : world.startThread(channelOf(world, parent), undefined, name)
      tell(parent === undefined ? 'CHANNEL_CREATE' : 'THREAD_CREATE', channelPayload(world, channel), guild)
      return channel.id
    },
    deleteChannel(id) {
      const channel = channelOf(world, id)
      world.channels.delete(id)
      tell(
        channel.parentId === undefined ? 'CHANNEL_DELETE' : 'THREAD_DELETE',
        channelPayload(world, channel),
        channel.guildId,
      )
    },
    deny: (channel, ...permissions) => deny(channelOf(world, channel), ...permissions),
    uninvite() {
      for (const guild of world.guilds.values()) guild.joined = false
    },
    join: (guild) => tell('GUILD_CREATE', guildPayload(world, joinAs(guild, [])), guild),
    joinGuild(id, ...members) {
      const guild = joinAs(id, members)
      const channel = world.addChannel({ type: 0, name: 'general', guildId: id })
      tell('GUILD_CREATE', guildPayload(world, guild), id)
      return channel.id
    },
    removeBot(id) {
      const guild = world.guilds.get(id)
      if (guild === undefined) throw new Error(`no server ${id}`)
      guild.joined = false
      tell('GUILD_DELETE', { id }, id)
    },
    isPending(name) {
      world.person(name).pending = true
    },
    blockDirect(name) {
      world.person(name).blocksDirect = true
    },
    listMembers() {
      world.membersListed = true
    },
    sayAsBot(name, text, webhook = false) {
      const other = { id: world.nextId(), name, bot: true, roles: [] }
      return acts.say(other, world.general.id, text, webhook ? { webhookId: other.id } : {})
    },
    unfurl({ id }) {
      const message = world.messages.find((one) => one.id === id)
      if (message === undefined) throw new Error(`no message ${id}`)
      acts.unfurl(message, { title: 'A page', url: 'https://example.com', description: 'What it says' })
    },
    registerCommands(commands: readonly (CommandBody & Partial<RegisteredCommand>)[]) {
      parts.commands.registered = commands.map((command) => ({ id: world.nextId(), ...command }))
    },
    commandWrites: () => parts.commands.writes,
    cutLine: gateway.cut,
    redeliver: gateway.redeliver,
    closeConnections: gateway.closeConnections,
    refuseWith: gateway.refuseWith,
    closeLine: gateway.closeWith,
    askToReconnect: gateway.askToReconnect,
    invalidateSession: gateway.invalidate,
    goSilent: gateway.goSilent,
    allowIntents: gateway.allowIntents,
    resumes: () => gateway.resumes,
    identifies: () => gateway.identifies,
    intents: () => gateway.intents,
  }
}
