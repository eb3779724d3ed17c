import type { ComponentBody, EmbedBody } from './rules/bodies.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly bot: boolean
  roles: readonly string[]
  pending?: boolean
}

export interface Channel {
  readonly id: string
  /** 0 text, 1 direct message, 11 thread. */
  readonly type: number
  readonly name: string
  readonly parentId?: string
  /** The other person of a direct message. */
  readonly recipient?: Person
  archived: boolean
}

export interface Posted {
  readonly id: string
  readonly channelId: string
  readonly author: Person
  content: string
  embeds: readonly EmbedBody[]
  components: readonly ComponentBody[]
  /** Discord's message flags; IS_COMPONENTS_V2 stays for good. */
  readonly flags?: number
  readonly mentionsAllowed: readonly string[]
  readonly replyTo?: string
  /** Only to this person, and never edited with the bot's token. */
  readonly onlyFor?: string
  edits: number
}

/** Everything the server knows. Ids rise, as Discord's do. */
export interface World {
  readonly guild: string
  /** Servers that the bot is in beside this one; nobody else is. */
  readonly otherGuilds: string[]
  readonly application: string
  readonly bot: Person
  /** The role Discord makes for every bot, with the bot's name. */
  readonly botRole: string
  readonly general: Channel
  readonly channels: Map<string, Channel>
  readonly messages: Posted[]
  nextId(): string
  person(name: string): Person
  personById(id: string): Person | undefined
  /** Everybody, in the order of their ids. */
  everybody(): readonly Person[]
  /** The app's Server Members Intent is switched on. */
  membersListed: boolean
  directChannel(person: Person): Channel
  startThread(parent: string, message: string, name: string): Channel
  addMessage(message: Omit<Posted, 'id' | 'edits'> & { id?: string }): Posted
  message(channel: string, id: string): Posted | undefined
}

/** Discord's ids have 17 to 19 digits; discord.js tells routes apart by that. */
const FIRST_ID = 1_200_000_000_000_000_000n

export function createWorld(): World {
  let lastId = FIRST_ID
  const nextId = (): string => String(++lastId)
  const people = new Map<string, Person>()
  const channels = new Map<string, Channel>()
  const messages: Posted[] = []
  const bot: Person = { id: nextId(), name: 'Shipmate', bot: true, roles: [] }
  people.set(bot.name, bot)

  const addChannel = (channel: Channel): Channel => {
    channels.set(channel.id, channel)
    return channel
  }
  return {
    guild: nextId(),
    otherGuilds: [],
    application: bot.id,
    bot,
    botRole: nextId(),
    general: addChannel({ id: nextId(), type: 0, name: 'general', archived: false }),
    channels,
    messages,
    nextId,
    person(name) {
      const known = people.get(name) ?? { id: nextId(), name, bot: false, roles: [] }
      people.set(name, known)
      return known
    },
    everybody: () => [...people.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    membersListed: false,
    personById: (id) => [...people.values()].find((person) => person.id === id),
    directChannel(person) {
      const known = [...channels.values()].find((channel) => channel.recipient === person)
      return known ?? addChannel({ id: nextId(), type: 1, name: '', recipient: person, archived: false })
    },
    startThread: (parentId, id, name) => addChannel({ id, type: 11, name, parentId, archived: false }),
    addMessage(message) {
      const posted = { ...message, id: message.id ?? nextId(), edits: 0 }
      messages.push(posted)
      return posted
    },
    message: (channel, id) => messages.find((message) => message.channelId === channel && message.id === id),
  }
}
