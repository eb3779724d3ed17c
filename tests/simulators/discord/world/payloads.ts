import type { ComponentBody, MediaBody } from '../rules/bodies.ts'
import { allComponents } from '../rules/walk-components.ts'
import type { Attachment, Channel, Guild, Person, Posted, World } from './world.ts'

const LOADING = 128
const EPHEMERAL = 64
const HAS_THREAD = 32

/** The world in Discord's own words. */
export function userPayload(person: Person): object {
  return {
    id: person.id,
    username: person.name,
    global_name: person.bot ? null : (person.displayName ?? person.name),
    discriminator: '0',
    avatar: null,
    bot: person.bot,
  }
}

export function memberPayload(person: Person): object {
  return {
    roles: person.roles,
    pending: person.pending ?? false,
    nick: person.nick ?? null,
    joined_at: '2026-01-04T20:21:10.139000+00:00',
    deaf: false,
    mute: false,
    flags: 0,
  }
}

export function channelPayload(world: World, channel: Channel): object {
  return {
    id: channel.id,
    type: channel.type,
    name: channel.name,
    ...(channel.guildId !== undefined && { guild_id: channel.guildId }),
    ...(channel.recipient && { recipients: [userPayload(channel.recipient)] }),
    ...(channel.parentId && {
      parent_id: channel.parentId,
      owner_id: world.bot.id,
      member_count: channel.threadMembers?.size ?? 0,
      thread_metadata: {
        archived: channel.archived,
        auto_archive_duration: 1440,
        locked: channel.locked ?? false,
        archive_timestamp: new Date(world.clock.now()).toISOString(),
      },
    }),
  }
}

export function messagePayload(world: World, message: Posted): object {
  const answered = message.replyTo === undefined ? undefined : world.messages.find(({ id }) => id === message.replyTo)
  const guildId = world.channels.get(message.channelId)?.guildId
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.replyTo === undefined ? 0 : 19,
    author: userPayload(message.author),
    content: message.content,
    embeds: message.embeds,
    components: numbered(message.components.map((one) => withUrls(one, message.attachments))),
    attachments: message.attachments.filter((one) => !isShown(one, message)).map(attachmentPayload),
    mentions: world
      .everybody()
      .filter(({ id }) => message.mentionsAllowed.includes(id))
      .map(userPayload),
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    flags: flagsOf(world, message),
    timestamp: new Date(message.at).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    ...(message.webhookId !== undefined && { webhook_id: message.webhookId }),
    ...(message.reactions.size > 0 && { reactions: reactionsOf(world, message) }),
    ...(message.replyTo !== undefined && {
      message_reference: { message_id: message.replyTo, channel_id: message.channelId, guild_id: guildId },
      referenced_message: answered === undefined ? null : messagePayload(world, answered),
    }),
  }
}

function flagsOf(world: World, { id, flags, onlyFor, isLoading }: Posted): number {
  const thread = world.channels.get(id)?.parentId === undefined ? 0 : HAS_THREAD
  return flags | (onlyFor === undefined ? 0 : EPHEMERAL) | (isLoading ? LOADING : 0) | thread
}

function reactionsOf(world: World, { reactions }: Posted): readonly object[] {
  return [...reactions].map(([name, by]) => ({
    emoji: { id: null, name },
    count: by.size,
    me: by.has(world.bot.id),
  }))
}

function attachmentPayload({ id, name, type, description, bytes, url }: Attachment): object {
  const facts = { id, filename: name, content_type: type, size: bytes.length, url, proxy_url: url }
  return { ...facts, ...(description !== undefined && { description }) }
}

/** Attachments that components show are listed there and not besides. */
function isShown({ name }: Attachment, { components }: Posted): boolean {
  return allComponents(components).some(({ component: { media, file, items = [] } }) =>
    [media, file, ...items.map((item) => item.media)].some((one) => one?.url === `attachment://${name}`),
  )
}

/** Discord answers with the place of a file where it was given its name. */
function withUrls(component: ComponentBody, attachments: readonly Attachment[]): ComponentBody {
  const at = (media: MediaBody): MediaBody => {
    const file = attachments.find(({ name }) => media.url === `attachment://${name}`)
    return file === undefined ? media : ({ ...media, ...attachmentPayload(file), attachment_id: file.id } as MediaBody)
  }
  const { media, file, items, components, accessory } = component
  return {
    ...component,
    ...(media && { media: at(media) }),
    ...(file && { file: at(file) }),
    ...(items && { items: items.map((item) => ({ ...item, ...(item.media && { media: at(item.media) }) })) }),
    ...(components && { components: components.map((one) => withUrls(one, attachments)) }),
    ...(accessory && { accessory: withUrls(accessory, attachments) }),
  }
}

/** Components without an id get the next number that is free. */
function numbered(components: readonly ComponentBody[]): readonly ComponentBody[] {
  const used = new Set(allComponents(components).map(({ component }) => component.id))
  let last = 0
  const next = (): number => {
    do last++
    while (used.has(last))
    return last
  }
  const give = (component: ComponentBody): ComponentBody => ({
    ...component,
    id: component.id || next(),
    ...(component.components && { components: component.components.map(give) }),
    ...(component.accessory && { accessory: give(component.accessory) }),
    ...(component.component && { component: give(component.component) }),
  })
  return components.map(give)
}

export function guildPayload(world: World, { id, name }: Guild): object {
  const here = [...world.channels.values()].filter((channel) => channel.guildId === id)
  const roles = id === world.guild ? [role(world.botRole, world.bot.name, { bot_id: world.bot.id })] : []
  return {
    id,
    name,
    owner_id: world.bot.id,
    roles: [role(id, '@everyone', {}), ...roles],
    channels: here.filter((channel) => channel.type === 0).map((channel) => channelPayload(world, channel)),
    threads: here
      .filter((channel) => channel.type === 11 && !channel.archived)
      .map((channel) => channelPayload(world, channel)),
    members: [],
    presences: [],
    voice_states: [],
    emojis: [],
    stickers: [],
    stage_instances: [],
    guild_scheduled_events: [],
    features: [],
    member_count: 2,
    unavailable: false,
  }
}

function role(id: string, name: string, tags: object): object {
  return { id, name, tags, permissions: '0', position: 0, color: 0, colors: { primary_color: 0 }, hoist: false }
}
