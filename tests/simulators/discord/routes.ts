import type { Interactions } from './interactions.ts'
import { modalViolations, violations } from './message-limits.ts'
import { channelPayload, memberPayload, messagePayload, userPayload } from './payloads.ts'
import { ApiError, type Call, type Route } from './rest-api.ts'
import { IS_COMPONENTS_V2, type MessageBody } from './rules/bodies.ts'
import type { Channel, Posted, World } from './world.ts'

/** What the routes need beside the world. */
export interface RouteParts {
  readonly world: World
  readonly interactions: Interactions
  readonly gatewayUrl: string
  readonly tell: (type: string, data: object) => void
  /** Nonces Discord still remembers: `<channel> <nonce>` to message. */
  readonly nonces: Map<string, Posted>
  /** Whether somebody has invited the bot to the server. */
  readonly invited: () => boolean
  readonly commands: { registered: readonly object[]; writes: number }
}

export function routes(parts: RouteParts): readonly Route[] {
  return [...aboutTheBot(parts), ...aboutMessages(parts), ...aboutInteractions(parts)]
}

function aboutTheBot({ world, gatewayUrl, invited, commands }: RouteParts): readonly Route[] {
  const gateway = {
    url: gatewayUrl,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
  }
  return [
    ['GET', /^\/gateway\/bot$/, () => gateway],
    ['GET', /^\/users\/@me$/, () => userPayload(world.bot)],
    ['GET', /^\/applications\/@me$/, () => ({ id: world.application, name: world.bot.name })],
    [
      'GET',
      /^\/users\/@me\/guilds$/,
      () => (invited() ? [world.guild, ...world.otherGuilds].map((id) => ({ id, name: 'Test server' })) : []),
    ],
    ['GET', /^\/guilds\/(\d+)\/members$/, ({ query }, [guild]) => members(world, guild, query)],
    ['GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, (_, [guild, id = '']) => member(world, guild, id)],
    ['GET', /^\/applications\/\d+\/commands$/, () => commands.registered],
    [
      'PUT',
      /^\/applications\/\d+\/commands$/,
      ({ body }) => {
        commands.writes++
        commands.registered = body.map(asRegistered)
        return commands.registered
      },
    ],
  ]
}

/** As Discord gives a command back: with ids and defaults, and in an order of its own. */
function asRegistered(command: object): object {
  return {
    id: '1',
    application_id: '1',
    version: '1',
    type: 1,
    nsfw: false,
    default_member_permissions: null,
    ...command,
  }
}

function member(world: World, guild: string | undefined, id: string): object {
  const person = world.personById(id)
  if (person === undefined || guild !== world.guild) throw new ApiError(404, 10007, 'Unknown Member')
  return { ...memberPayload(person), user: userPayload(person) }
}

function members(world: World, guild: string | undefined, query: URLSearchParams): readonly object[] {
  if (!world.membersListed || guild !== world.guild) throw new ApiError(403, 50001, 'Missing Access')
  const after = query.get('after') ?? '0'
  return world
    .everybody()
    .filter(({ id }) => id > after)
    .slice(0, Number(query.get('limit') ?? 1))
    .map((person) => ({ ...memberPayload(person), user: userPayload(person) }))
}

function aboutMessages(parts: RouteParts): readonly Route[] {
  const { world } = parts
  return [
    ['POST', /^\/users\/@me\/channels$/, ({ body }) => directChannel(world, body.recipient_id)],
    ['GET', /^\/channels\/(\d+)$/, (_, [id = '']) => channelPayload(world, channelOf(world, id))],
    [
      'PATCH',
      /^\/channels\/(\d+)$/,
      ({ body }, [id = '']) => {
        const channel = channelOf(world, id)
        channel.archived = body.archived
        return channelPayload(world, channel)
      },
    ],
    ['GET', /^\/channels\/(\d+)\/messages$/, ({ query }, [id = '']) => history(world, id, query)],
    ['POST', /^\/channels\/(\d+)\/messages$/, (call, [id = '']) => createMessage(parts, call, id)],
    [
      'PATCH',
      /^\/channels\/(\d+)\/messages\/(\d+)$/,
      (call, [id = '', message = '']) => edit(world, call, id, message),
    ],
    [
      'POST',
      /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      (call, [id = '', of = '']) => thread(parts, call, id, of),
    ],
  ]
}

function directChannel(world: World, recipient: string): object {
  const person = world.personById(recipient)
  if (person === undefined) throw new ApiError(400, 50033, 'Invalid Recipient(s)')
  return channelPayload(world, world.directChannel(person))
}

function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id)
  if (channel === undefined) throw new ApiError(404, 10003, 'Unknown Channel')
  return channel
}

function history(world: World, id: string, query: URLSearchParams): readonly object[] {
  const limit = Number(query.get('limit') ?? 50)
  const after = query.get('after')
  const visible = world.messages.filter(
    (message) => message.channelId === channelOf(world, id).id && message.onlyFor === undefined,
  )
  const page = after === null ? visible.slice(-limit) : visible.filter((message) => message.id > after).slice(0, limit)
  return page.map((message) => messagePayload(world, message)).reverse()
}

function createMessage(parts: RouteParts, { body }: Call, id: string): object {
  const { world, nonces } = parts
  const channel = channelOf(world, id)
  refuseViolations(body, body.attached)
  const nonceKey = `${id} ${body.nonce}`
  const known = body.enforce_nonce === true ? nonces.get(nonceKey) : undefined
  if (known !== undefined) return messagePayload(world, known)
  channel.archived = false
  const posted = world.addMessage({
    channelId: id,
    author: world.bot,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    mentionsAllowed: body.allowed_mentions?.users ?? [],
    flags: (body.flags ?? 0) & IS_COMPONENTS_V2,
    ...(body.message_reference && { replyTo: body.message_reference.message_id }),
  })
  nonces.set(nonceKey, posted)
  parts.tell('MESSAGE_CREATE', { ...messagePayload(world, posted), guild_id: world.guild, nonce: body.nonce })
  return { ...messagePayload(world, posted), nonce: body.nonce }
}

function refuseViolations(body: MessageBody, attached: readonly { readonly name: string }[] = []): void {
  refuse(violations(body, attached))
}

function refuse(found: readonly string[]): void {
  if (found.length > 0) throw new ApiError(400, 50035, `Invalid Form Body: ${found.join('; ')}`)
}

function edit(world: World, { body }: Call, channel: string, id: string): object {
  if (channelOf(world, channel).archived) throw new ApiError(400, 50083, 'Thread is archived')
  const message = world.message(channel, id)
  if (message === undefined || message.onlyFor !== undefined) throw new ApiError(404, 10008, 'Unknown Message')
  if (message.author !== world.bot) throw new ApiError(403, 50005, 'Cannot edit a message authored by another user')
  return messagePayload(world, applyEdit(message, body))
}

function applyEdit(message: Posted, body: MessageBody & { readonly attached?: readonly { name: string }[] }): Posted {
  const { content, embeds, components } = { ...message, ...body }
  refuseViolations({ content, embeds, components, flags: message.flags ?? 0 }, body.attached)
  message.content = body.content ?? message.content
  message.embeds = body.embeds ?? message.embeds
  message.components = body.components ?? message.components
  message.edits++
  return message
}

function thread({ world, tell }: RouteParts, { body }: Call, channel: string, message: string): object {
  if (world.message(channelOf(world, channel).id, message) === undefined)
    throw new ApiError(404, 10008, 'Unknown Message')
  if (world.channels.has(message)) throw new ApiError(400, 160004, 'A thread has already been created for this message')
  if (!(body.name.length >= 1 && body.name.length <= 100)) throw new ApiError(400, 50035, 'name is not 1 to 100')
  const started = channelPayload(world, world.startThread(channel, message, body.name))
  tell('THREAD_CREATE', { ...started, newly_created: true })
  return started
}

function aboutInteractions({ world, interactions }: RouteParts): readonly Route[] {
  return [
    [
      'POST',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
      ({ body }, [id = '', token = '']) => {
        if (body.type === 4) refuseViolations(body.data)
        if (body.type === 9) refuse(modalViolations(body.data))
        return interactions.callback(id, token, body)
      },
    ],
    [
      'POST',
      /^\/webhooks\/\d+\/([^/]+)$/,
      ({ body }, [token = '']) => {
        refuseViolations(body)
        return messagePayload(world, interactions.followUp(token, body))
      },
    ],
    ['GET', /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/, (_, [token = '']) => original(token)],
    [
      'PATCH',
      /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
      ({ body }, [token = '']) => messagePayload(world, applyEdit(interactions.original(token), body)),
    ],
  ]
  function original(token: string): object {
    return messagePayload(world, interactions.original(token))
  }
}
