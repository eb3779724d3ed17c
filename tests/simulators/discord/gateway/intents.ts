import type { World } from '../world/world.ts'

/** developers/events/gateway.mdx, List of Intents: which events come with which bit, in servers and in direct messages. */
const GUILDS = 1 << 0
const MEMBERS = 1 << 1
const PRESENCES = 1 << 8
const MESSAGE_CONTENT = 1 << 15
export const PRIVILEGED = MEMBERS | PRESENCES | MESSAGE_CONTENT
/** All bits that Discord knows. */
export const KNOWN_INTENTS = 0x1_ff_ff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25)

const NEEDED: readonly (readonly [type: RegExp, inGuild: number, inDirect: number])[] = [
  [/^(GUILD_(CREATE|UPDATE|DELETE|ROLE)|CHANNEL_|THREAD_)/, GUILDS, GUILDS],
  [/^GUILD_MEMBER_/, MEMBERS, MEMBERS],
  [/^MESSAGE_REACTION_/, 1 << 10, 1 << 13],
  [/^TYPING_/, 1 << 11, 1 << 14],
  [/^MESSAGE_/, 1 << 9, 1 << 12],
]

/** Whether a session that asked for these intents is told of the event. */
export function isToldOf(intents: number, type: string, inGuild: boolean): boolean {
  const needed = NEEDED.find(([pattern]) => pattern.test(type))
  return needed === undefined || (intents & needed[inGuild ? 1 : 2]) !== 0
}

interface Hideable {
  readonly author?: { readonly id: string }
  readonly mentions?: readonly { readonly id: string }[]
  readonly guild_id?: string | null
}

/**
 * Without the message content intent Discord withholds what is said in a message: except in direct messages, in those
 * that mention the bot, and in its own.
 */
export function withoutContent({ bot }: World, intents: number, type: string, data: object): object {
  const { author, mentions = [], guild_id }: Hideable = data
  const isSaid = type === 'MESSAGE_CREATE' || type === 'MESSAGE_UPDATE'
  const isOurs = author?.id === bot.id || mentions.some(({ id }) => id === bot.id)
  if (!isSaid || isOurs || !guild_id || (intents & MESSAGE_CONTENT) !== 0) return data
  return { ...data, content: '', embeds: [], attachments: [], components: [] }
}
