import { startGateway } from './gateway.ts'
import { createInteractions, type Interaction } from './interactions.ts'
import { guildPayload, memberPayload, messagePayload, userPayload } from './payloads.ts'
import { type Call, type Failure, startRestApi } from './rest-api.ts'
import { type RouteParts, routes } from './routes.ts'
import { allComponents } from './rules/walk-components.ts'
import { type Channel, createWorld, type Person, type Posted, type World } from './world.ts'

export interface SayOptions {
  /** A channel or thread id; the general channel if left out. */
  readonly channel?: string
  /** The message this one replies to. */
  readonly replyTo?: string
  /** False for talk that does not mention the bot. */
  readonly mentioning?: boolean
}

export interface CommandOptions {
  readonly channel?: string
  /** What the bot may do there, as a bit field; view and send if left out. */
  readonly permissions?: bigint
}

/** A scripted Discord for the real discord.js: one server, one bot, one channel called general. */
export interface DiscordServer {
  readonly apiUrl: string
  readonly token: string
  readonly general: string
  readonly guild: string
  readonly botId: string
  readonly botRole: string
  /** `discord:<id>` of a person, for configurations; the same name is always the same person. */
  userId(name: string): string
  /** Gives a person roles; returns them as group ids. */
  giveRoles(name: string, ...roles: readonly string[]): readonly string[]
  /** Says `@Shipmate text` in a channel or thread. */
  mention(name: string, text: string, options?: SayOptions): Posted
  direct(name: string, text: string): Posted
  /** Enters `/deploy`; sub-commands with a space: `shipmate ask`. */
  command(name: string, command: string, options: Readonly<Record<string, string>>, more?: CommandOptions): Interaction
  /** Types in a command's field; the answer's `choices` follow. */
  type(name: string, command: string, field: string, typed: string): Interaction
  /** The same with everything that stands in the fields, the one that is typed in among it. */
  typeInto(name: string, command: string, options: readonly object[]): Interaction
  /** From now on an interaction names its channel by id only. */
  leaveOutChannels(): void
  /** Presses the button with this label or id. */
  press(name: string, message: Posted, labelOrId: string): Interaction
  /** Sends the form that a press has opened, with this typed into it. */
  send(name: string, of: Interaction, message: Posted, typed: string): Interaction
  /** What stands in a channel, thread or direct-message channel, oldest first. */
  messages(channel: string): readonly Posted[]
  /** Everything the bot has said that others see, oldest first. */
  said(): readonly Posted[]
  directMessages(name: string): readonly Posted[]
  ephemerals(): readonly Posted[]
  /** Something as the gateway sends it, such as a recorded payload. */
  dispatch(type: string, payload: object): void
  failNext(method: string, path: RegExp, failure: Failure, times?: number): void
  /** Lets the minutes pass after which Discord forgets nonces. */
  forgetNonces(): void
  /** Lets the 15 minutes pass after which interactions can no longer be answered. */
  expireTokens(): void
  archive(thread: string): void
  /** Starts the thread of a message without the gateway telling of it. */
  startThread(message: Posted): void
  /** Takes the bot out of the server's list, as before it is invited. */
  uninvite(): void
  /** Somebody invites the bot to another server, of which nobody here is a member. */
  join(guild: string): void
  /** A person has not accepted the rules of the server yet. */
  isPending(name: string): void
  /** Somebody switches on the app's Server Members Intent. */
  listMembers(): void
  cutLine(): void
  redeliver(): void
  /** Closes so many of the connections that the bot opens from now on, at once. */
  closeConnections(count: number): void
  refuseWith(closeCode: number): void
  resumes(): number
  intents(): number
  calls(method?: string, path?: RegExp): readonly Call[]
  commandWrites(): number
  registerCommands(commands: readonly object[]): void
  /** Resolves with what `find` finds, as soon as it finds something; looks after each call of the bot. */
  until<Found>(find: () => Found | undefined | false, timeoutMs?: number): Promise<Found>
  stop(): Promise<void>
}

const TOKEN = 'a-bot-token'
const DEADLINE_MS = 8_000

export async function startDiscordServer(): Promise<DiscordServer> {
  const world = createWorld()
  const waiting = new Set<() => void>()
  let invited = true
  let channelsAreNamed = true
  const gateway = await startGateway(world, TOKEN)
  const interactions = createInteractions(world)
  const parts: RouteParts = {
    world,
    interactions,
    gatewayUrl: gateway.url,
    tell: gateway.dispatch,
    nonces: new Map(),
    invited: () => invited,
    commands: { registered: [], writes: 0 },
  }
  const api = await startRestApi(TOKEN, routes(parts), () => {
    for (const look of waiting) look()
  })

  const begin = (
    by: Person,
    channel: Channel,
    type: number,
    data: object,
    message?: Posted,
    permissions?: bigint,
  ): Interaction => {
    const begun = interactions.begin(by, channel, type, data, message, permissions?.toString())
    gateway.dispatch('INTERACTION_CREATE', { ...begun.payload, ...(channelsAreNamed ? {} : { channel: undefined }) })
    return begun.interaction
  }
  const typeInto = (name: string, command: string, options: readonly object[]): Interaction =>
    begin(world.person(name), world.general, 4, { id: '1', type: 1, name: command, options })

  return {
    apiUrl: api.url,
    token: TOKEN,
    general: world.general.id,
    guild: world.guild,
    botId: world.bot.id,
    botRole: world.botRole,
    userId: (name) => `discord:${world.person(name).id}`,
    giveRoles(name, ...roles) {
      world.person(name).roles = roles
      return roles.map((role) => `discord:role:${role}`)
    },
    mention: (name, text, options = {}) => say(world, gateway.dispatch, name, text, options),
    direct(name, text) {
      const channel = world.directChannel(world.person(name)).id
      return say(world, gateway.dispatch, name, text, { channel, mentioning: false })
    },
    command(name, command, options, more = {}) {
      const channel = channelById(world, more.channel ?? world.general.id)
      return begin(world.person(name), channel, 2, commandData(command, options), undefined, more.permissions)
    },
    type(name, command, field, typed) {
      return typeInto(name, command, [{ type: 3, name: field, value: typed, focused: true }])
    },
    typeInto,
    leaveOutChannels() {
      channelsAreNamed = false
    },
    send(name, { modal }, message, typed) {
      if (modal === undefined) throw new Error('no form was opened')
      const components = modal.components.map((part, index) => {
        const id = index + 1
        if (part.component === undefined) return { type: part.type, id }
        return { type: part.type, id, component: { type: 4, custom_id: part.component.custom_id, value: typed } }
      })
      const data = { custom_id: modal.custom_id, components }
      return begin(world.person(name), channelById(world, message.channelId), 5, data, message)
    },
    press(name, message, labelOrId) {
      const buttons = allComponents(message.components).map(({ component }) => component)
      const button = buttons.find(({ label, custom_id }) => label === labelOrId || custom_id === labelOrId)
      if (button === undefined) throw new Error(`no button ${labelOrId} on "${message.content}"`)
      const data = { component_type: 2, custom_id: button.custom_id, id: 1 }
      return begin(world.person(name), channelById(world, message.channelId), 3, data, message)
    },
    messages: (channel) => world.messages.filter((message) => message.channelId === channel && !message.onlyFor),
    said: () => world.messages.filter((message) => message.author === world.bot && !message.onlyFor),
    directMessages(name) {
      const { id } = world.directChannel(world.person(name))
      return world.messages.filter((message) => message.channelId === id && message.author === world.bot)
    },
    ephemerals: () => world.messages.filter((message) => message.onlyFor !== undefined),
    dispatch: gateway.dispatch,
    failNext: api.failNext,
    forgetNonces: () => parts.nonces.clear(),
    expireTokens() {
      for (const interaction of interactions.all) interaction.expired = true
    },
    archive(thread) {
      channelById(world, thread).archived = true
    },
    startThread: ({ channelId, id }) => void world.startThread(channelId, id, 'Started by a person'),
    uninvite() {
      invited = false
    },
    join(guild) {
      world.otherGuilds.push(guild)
      gateway.dispatch('GUILD_CREATE', { ...guildPayload(world), id: guild, channels: [], threads: [], roles: [] })
    },
    listMembers() {
      world.membersListed = true
    },
    isPending(name) {
      world.person(name).pending = true
    },
    cutLine: gateway.cut,
    redeliver: gateway.redeliver,
    closeConnections: gateway.closeConnections,
    refuseWith: gateway.refuseWith,
    resumes: () => gateway.resumes,
    intents: () => gateway.intents,
    calls: (method, path) =>
      api.calls.filter((call) => (!method || call.method === method) && (!path || path.test(call.path))),
    commandWrites: () => parts.commands.writes,
    registerCommands(commands) {
      parts.commands.registered = commands
    },
    until: (find, timeoutMs = DEADLINE_MS) => until(waiting, find, timeoutMs),
    async stop() {
      await api.stop()
      await gateway.stop()
    },
  }
}

/** All that a message says, as people read it: without the backslashes that keep it from formatting. */
export function textOf({ content, embeds }: Posted): string {
  const parts = embeds.flatMap(({ description = '', fields = [], footer }) => [
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    footer?.text ?? '',
  ])
  return [content, ...parts]
    .filter((part) => part !== '')
    .join('\n')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
}

function say(
  world: World,
  tell: (type: string, data: object) => void,
  name: string,
  text: string,
  { channel: id = world.general.id, replyTo, mentioning = true }: SayOptions,
): Posted {
  const author = world.person(name)
  const channel = channelById(world, id)
  const content = mentioning ? `<@${world.bot.id}> ${text}` : text
  const nothing = { embeds: [], components: [], mentionsAllowed: [] }
  const message = world.addMessage({ channelId: id, author, content, ...nothing, ...(replyTo && { replyTo }) })
  const inGuild = channel.type !== 1
  tell('MESSAGE_CREATE', {
    ...messagePayload(world, message),
    // Without the message content intent Discord withholds what is not said to the bot.
    content: mentioning || !inGuild ? content : '',
    mentions: mentioning ? [userPayload(world.bot)] : [],
    ...(inGuild && { guild_id: world.guild, member: memberPayload(author) }),
  })
  return message
}

function commandData(command: string, options: Readonly<Record<string, string>>): object {
  const [name, subcommand] = command.split(' ')
  const values = Object.entries(options).map(([option, value]) => ({ type: 3, name: option, value }))
  const given = subcommand === undefined ? values : [{ type: 1, name: subcommand, options: values }]
  return { id: '1', type: 1, name, options: given }
}

function channelById(world: World, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel === undefined) throw new Error(`no channel ${id}`)
  return channel
}

function until<Found>(
  waiting: Set<() => void>,
  find: () => Found | undefined | false,
  timeoutMs: number,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = find()
      if (found === undefined || found === false) return
      settle(() => resolve(found))
    }
    const poll = setInterval(look, 20)
    const deadline = setTimeout(
      () => settle(() => reject(new Error(`nothing within ${timeoutMs} ms: ${find}`))),
      timeoutMs,
    )
    const settle = (end: () => void): void => {
      clearInterval(poll)
      clearTimeout(deadline)
      waiting.delete(look)
      end()
    }
    waiting.add(look)
    look()
  })
}
