import type { SimulatorClock } from '../../clock.ts'
import type { ComponentBody, EmbedBody } from '../rules/bodies.ts'

export interface Person {
  readonly id: string
  /** One of a kind, as Discord's user names are. */
  readonly name: string
  /** What is shown instead; two people may share it. */
  displayName?: string
  nick?: string
  locale?: string
  readonly bot: boolean
  roles: readonly string[]
  pending?: boolean
  /** Takes no direct messages of the bot. */
  blocksDirect?: boolean
}

export interface Guild {
  readonly id: string
  readonly name: string
  /** The bot is in it. */
  joined: boolean
  /** Everybody whom the tests name is a member of the first guild, nobody of the others but these. */
  readonly members: 'everybody' | Set<string>
}

export interface Channel {
  readonly id: string
  /** 0 text, 1 direct message, 11 thread. */
  readonly type: number
  readonly name: string
  readonly guildId?: string
  readonly parentId?: string
  /** The other person of a direct message. */
  readonly recipient?: Person
  archived: boolean
  locked?: boolean
  /** What the bot may not do here, as Discord's bit field. */
  denied?: bigint
  readonly threadMembers?: Set<string>
}

export interface Attachment {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly description?: string
  readonly bytes: Uint8Array
  readonly url: string
}

export interface Posted {
  readonly id: string
  readonly channelId: string
  readonly author: Person
  content: string
  embeds: readonly EmbedBody[]
  components: readonly ComponentBody[]
  attachments: readonly Attachment[]
  /** Discord's message flags that were set; IS_COMPONENTS_V2 stays for good. */
  flags: number
  /** Who is notified. */
  mentionsAllowed: readonly string[]
  readonly replyTo?: string
  /** Only to this person, and never edited with the bot's token. */
  readonly onlyFor?: string
  readonly webhookId?: string
  /** The loading message of a deferred answer. */
  isLoading?: boolean
  readonly reactions: Map<string, Set<string>>
  readonly at: number
  editedAt?: number
  edits: number
}

export type NewPost = Pick<Posted, 'channelId' | 'author' | 'content'> &
  Partial<Omit<Posted, 'channelId' | 'author' | 'content' | 'at' | 'edits' | 'reactions'>>

/** Everything the server knows. Ids rise and say when they were made, as Discord's do. */
export interface World {
  readonly clock: SimulatorClock
  readonly guild: string
  readonly guilds: Map<string, Guild>
  readonly application: string
  readonly bot: Person
  /** The role Discord makes for every bot, with the bot's name. */
  readonly botRole: string
  readonly general: Channel
  readonly channels: Map<string, Channel>
  readonly messages: Posted[]
  /** Where and when the bot was last shown as typing. */
  readonly typing: Map<string, number>
  nextId(): string
  person(name: string): Person
  personById(id: string): Person | undefined
  /** Everybody, in the order of their ids. */
  everybody(): readonly Person[]
  /** The app's Server Members Intent is switched on. */
  membersListed: boolean
  addChannel(channel: Omit<Channel, 'id' | 'archived'> & { readonly id?: string }): Channel
  directChannel(person: Person): Channel
  startThread(parent: Channel, message: string | undefined, name: string): Channel
  addMessage(message: NewPost): Posted
  message(channel: string, id: string): Posted | undefined
  removeMessage(message: Posted): void
}

/** developers/reference.mdx, Snowflakes: an id says when it was made, in milliseconds since this. */
const DISCORD_EPOCH = 1_420_070_400_000
const BITS_BELOW_TIME = 22n

export function createWorld(clock: SimulatorClock): World {
  let lastId = 0n
  const nextId = (): string => {
    const ofNow = BigInt(Math.floor(clock.now()) - DISCORD_EPOCH) << BITS_BELOW_TIME
    lastId = ofNow > lastId ? ofNow : lastId + 1n
    return String(lastId)
  }
  const people = new Map<string, Person>()
  const channels = new Map<string, Channel>()
  const messages: Posted[] = []
  const bot: Person = { id: nextId(), name: 'Shipmate', bot: true, roles: [] }
  people.set(bot.name, bot)
  const guild: Guild = { id: nextId(), name: 'Test server', joined: true, members: 'everybody' }

  const addChannel: World['addChannel'] = (channel) => {
    const added = { ...channel, id: channel.id ?? nextId(), archived: false }
    channels.set(added.id, added)
    return added
  }
  return {
    clock,
    guild: guild.id,
    guilds: new Map([[guild.id, guild]]),
    application: bot.id,
    bot,
    botRole: nextId(),
    general: addChannel({ type: 0, name: 'general', guildId: guild.id }),
    channels,
    messages,
    typing: new Map(),
    nextId,
    person(name) {
      const known = people.get(name) ?? { id: nextId(), name, bot: false, roles: [] }
      people.set(name, known)
      return known
    },
    everybody: () => [...people.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    membersListed: false,
    personById: (id) => [...people.values()].find((person) => person.id === id),
    addChannel,
    directChannel(person) {
      const known = [...channels.values()].find((channel) => channel.recipient === person)
      return known ?? addChannel({ type: 1, name: '', recipient: person })
    },
    startThread({ id: parentId, guildId }, message, name) {
      const members = { threadMembers: new Set([bot.id]), ...(guildId !== undefined && { guildId }) }
      return addChannel({ type: 11, name, parentId, ...members, ...(message !== undefined && { id: message }) })
    },
    addMessage(message) {
      const nothing = { embeds: [], components: [], attachments: [], flags: 0, mentionsAllowed: [] }
      const made = { id: nextId(), at: clock.now(), edits: 0, reactions: new Map() }
      const posted: Posted = { ...nothing, ...made, ...message }
      messages.push(posted)
      return posted
    },
    message: (channel, id) => messages.find((message) => message.channelId === channel && message.id === id),
    removeMessage(message) {
      const index = messages.indexOf(message)
      if (index >= 0) messages.splice(index, 1)
    },
  }
}
