import type { Channel, Person, Posted, World } from './world.ts'

/** The world in Discord's own words. */
export function userPayload(person: Person): object {
  return {
    id: person.id,
    username: person.name,
    global_name: person.bot ? null : person.name,
    discriminator: '0',
    avatar: null,
    bot: person.bot,
  }
}

export function memberPayload(person: Person): object {
  return {
    roles: person.roles,
    pending: person.pending ?? false,
    nick: null,
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
    ...(channel.type === 1 ? {} : { guild_id: world.guild }),
    ...(channel.recipient && { recipients: [userPayload(channel.recipient)] }),
    ...(channel.parentId && {
      parent_id: channel.parentId,
      owner_id: world.bot.id,
      thread_metadata: { archived: channel.archived, auto_archive_duration: 1440, locked: false },
    }),
  }
}

export function messagePayload(world: World, message: Posted): object {
  const answered = message.replyTo === undefined ? undefined : world.messages.find(({ id }) => id === message.replyTo)
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.replyTo === undefined ? 0 : 19,
    author: userPayload(message.author),
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    flags: (message.flags ?? 0) | (message.onlyFor === undefined ? 0 : 64),
    timestamp: '2026-02-17T00:48:03.193000+00:00',
    edited_timestamp: message.edits === 0 ? null : '2026-02-17T00:49:03.193000+00:00',
    ...(message.replyTo !== undefined && {
      message_reference: { message_id: message.replyTo, channel_id: message.channelId, guild_id: world.guild },
      referenced_message: answered === undefined ? null : messagePayload(world, answered),
    }),
  }
}

export function guildPayload(world: World): object {
  const inGuild = [...world.channels.values()].filter((channel) => channel.type !== 1)
  return {
    id: world.guild,
    name: 'Test server',
    owner_id: world.bot.id,
    roles: [role(world.guild, '@everyone', {}), role(world.botRole, world.bot.name, { bot_id: world.bot.id })],
    channels: inGuild.filter((channel) => channel.type === 0).map((channel) => channelPayload(world, channel)),
    threads: inGuild.filter((channel) => channel.type === 11).map((channel) => channelPayload(world, channel)),
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
