import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Delivered, type Kind, SLACK_WAITS_MS } from './delivery.ts'
import { createHttpDelivery } from './http-delivery.ts'
import { commandPayload, eventPayload, pressPayload, spokenEvent, viewPayload } from './payloads.ts'
import { createSocketDelivery } from './socket-delivery.ts'
import { type View, Views } from './views.ts'
import { type Answer, type Arguments, createWebApi, directChannel, HOME_TEAM, refuse } from './web-api.ts'
import { BOT_USER, buttonsOf, type Ephemeral, type SlackMessage, Workspace } from './workspace.ts'

/** How a call is to fail: with an error of Slack, with an HTTP status, or done but with its answer lost on the way. */
export type Failure = string | { readonly status: number; readonly retryAfter?: number } | { readonly answerLost: true }

export interface Said {
  readonly channel: string
  readonly ts: string
  /** Where an answer in a thread stands. */
  readonly threadTs: string
  readonly deliveries: readonly Delivered[]
}

export interface SaidIn {
  readonly channel?: string
  readonly threadTs?: string
  /** A mention comes in both forms at once; in this order, one after the other, if given. Default both. */
  readonly forms?: readonly ('app_mention' | 'message')[]
}

/** @property agoMs The press took so long to arrive. @property trigger Given before, as when a press comes twice. */
export interface PressOptions {
  readonly agoMs?: number
  readonly trigger?: string
}

export type SlackServer = Awaited<ReturnType<typeof startSlackServer>>

export interface SlackServerOptions {
  /** Milliseconds after which an event not acknowledged over the socket comes again; Slack waits 3,000. */
  readonly redeliverAfterMs?: number
  /** The bot's endpoint; without one events go over Socket Mode. `deliverTo` changes it. */
  readonly botUrl?: string
  /** The workspace that the bot was installed in; `T1` by default. */
  readonly team?: string
  /** Permissions of the bot token; unsaid by default. */
  readonly scopes?: readonly string[]
}

export const BOT_TOKEN = 'xoxb-harbour'
export const APP_TOKEN = 'xapp-harbour'
export const SIGNING_SECRET = 'harbour-signing-secret'
const GENERAL = 'C0GENERAL'

/** A Slack workspace on this machine that speaks the real protocol, to bots in this process or in any other. */
export async function startSlackServer(options: SlackServerOptions = {}) {
  const workspace = new Workspace()
  const views = new Views()
  let presses = 0
  const failures = new Map<string, Failure[]>()
  const calls: { readonly method: string; readonly args: Arguments }[] = []
  let botUrl: string | (() => string) | undefined = options.botUrl

  const server = createServer((request, response) => void answer(request, response))
  const sockets = createSocketDelivery(server, options.redeliverAfterMs ?? SLACK_WAITS_MS)
  const requests = createHttpDelivery(SIGNING_SECRET, () => (typeof botUrl === 'function' ? botUrl() : (botUrl ?? '')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const call = createWebApi(workspace, views, () => `127.0.0.1:${port}`, options.team ?? HOME_TEAM)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    if (request.url?.startsWith('/upload/')) {
      workspace.uploads.set(request.url.replace('/upload/', ''), body)
      return void response.writeHead(200).end('OK')
    }
    const method = (request.url ?? '').replace('/api/', '')
    const args = Object.fromEntries(new URLSearchParams(body))
    calls.push({ method, args })
    const failure = failures.get(method)?.shift()
    if (failure === undefined)
      return reply(response, authorized(request, method) ? call(method, args) : refuse('invalid_auth'))
    if (typeof failure === 'string') return reply(response, refuse(failure))
    if ('status' in failure) {
      const retry = failure.retryAfter === undefined ? {} : { 'retry-after': String(failure.retryAfter) }
      response.writeHead(failure.status, retry).end()
    } else {
      call(method, args)
      response.destroy()
    }
  }

  function reply(response: ServerResponse, answer: Answer): void {
    const scopes = options.scopes && { 'x-oauth-scopes': options.scopes.join(',') }
    response.writeHead(200, { 'content-type': 'application/json', ...scopes }).end(JSON.stringify(answer))
  }

  function deliver(kind: Kind, payload: object): Promise<Delivered> {
    return (botUrl ? requests : sockets).deliver(kind, payload)
  }

  async function say(user: string, text: string, where: SaidIn, forms: NonNullable<SaidIn['forms']>): Promise<Said> {
    const { channel = GENERAL, threadTs } = where
    const said = workspace.add({ channel, user, text, blocks: [], ...(threadTs && { threadTs }) })
    const send = (form: (typeof forms)[number]) => deliver('events_api', eventPayload(spokenEvent(form, said)))
    const deliveries: Delivered[] = []
    if (where.forms) for (const form of where.forms) deliveries.push(await send(form))
    else deliveries.push(...(await Promise.all(forms.map(send))))
    return { channel, ts: said.ts, threadTs: threadTs ?? said.ts, deliveries }
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    botUser: BOT_USER,
    /** Sends events to this endpoint from now on, or each to the one that is named then; those that wait for a restarted bot too. */
    deliverTo(url: string | (() => string)): void {
      botUrl = url
    },
    /** `@shipmate text`; resolves when the bot has acknowledged it or Slack would try no more. */
    mention(user: string, text: string, where: SaidIn = {}): Promise<Said> {
      return say(user, `<@${BOT_USER}> ${text}`, where, ['app_mention', 'message'])
    },
    /** Something said in a channel or thread without mentioning the bot. */
    say(user: string, text: string, where: SaidIn = {}): Promise<Said> {
      return say(user, text, where, ['message'])
    },
    direct(user: string, text: string): Promise<Said> {
      return say(user, text, { channel: directChannel(user) }, ['message'])
    },
    command(user: string, text: string, channel = GENERAL): Promise<Delivered> {
      return deliver('slash_commands', commandPayload(user, text, channel))
    },
    /** Presses a button of a message of the bot, named by its label or id. */
    press(user: string, messageTs: string, button: string, options: PressOptions = {}): Promise<Delivered> {
      const message = workspace.messages.find(({ ts }) => ts === messageTs)
      const found = message && buttonsOf(message).find(({ id, label }) => id === button || label === button)
      if (!message || !found) throw new Error(`no button "${button}" on message ${messageTs}`)
      presses += 1
      const pressedAt = performance.now() - (options.agoMs ?? 0)
      const trigger = options.trigger ?? views.trigger(`trigger-press-${presses}`, user, pressedAt)
      return deliver('interactive', pressPayload(user, message, found.id, trigger))
    },
    /** The modals that have opened, oldest first. */
    views: (): readonly View[] => views.all,
    trigger: (id: string, user: string): string => views.trigger(id, user),
    /** Sends a modal with this typed into it; `null` is nothing. */
    send(user: string, view: View, typed: string | null): Promise<Delivered> {
      return deliver('interactive', viewPayload(user, view, typed))
    },
    deliver,
    /** Files that were shared, with where. */
    files: () => workspace.files,
    /** The bot's messages, of a channel or thread if one is given. */
    messages(where: { readonly channel?: string; readonly threadTs?: string } = {}): readonly SlackMessage[] {
      return workspace.messages.filter(
        ({ user, channel, threadTs }) =>
          user === BOT_USER &&
          (where.channel === undefined || where.channel === channel) &&
          (where.threadTs === undefined || where.threadTs === threadTs),
      )
    },
    /** Resolves with the first message of the bot that passes, now or after a later post or edit. */
    message(passes: (message: SlackMessage) => boolean): Promise<SlackMessage> {
      return workspace.until(() => workspace.messages.find((one) => one.user === BOT_USER && passes(one)))
    },
    ephemerals: (): readonly Ephemeral[] => workspace.ephemerals,
    ephemeral(passes: (ephemeral: Ephemeral) => boolean): Promise<Ephemeral> {
      return workspace.until(() => workspace.ephemerals.find(passes))
    },
    /** The arguments of every call of a Web API method. */
    calls: (method: string): readonly Arguments[] =>
      calls.filter((one) => one.method === method).map(({ args }) => args),
    /** Makes the next calls of a method fail, one failure each. */
    failNext(method: string, ...next: readonly Failure[]): void {
      failures.set(method, [...(failures.get(method) ?? []), ...next])
    },
    userGroup(id: string, users: readonly string[]): void {
      workspace.groups.set(id, users)
    },
    /** What `users.info` says of somebody, in the place of or beside the usual. */
    describe(user: string, facts: object): void {
      workspace.people.set(user, facts)
    },
    /** Takes the bot out of a channel. */
    removeBotFrom(channel: string): void {
      workspace.outside.add(channel)
    },
    renewConnections: sockets.renewConnections,
    sendRaw: sockets.sendRaw,
    connections: sockets.connections,
    goSilent: sockets.goSilent,
    async stop(): Promise<void> {
      requests.stop()
      sockets.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function authorized({ headers }: IncomingMessage, method: string): boolean {
  return headers.authorization === `Bearer ${method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN}`
}
