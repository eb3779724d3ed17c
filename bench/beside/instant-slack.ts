import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as read } from 'node:stream/consumers'
import { eventPayload, spokenEvent } from '../../tests/simulators/slack/payloads.ts'
import { Views } from '../../tests/simulators/slack/views.ts'
import { createWebApi } from '../../tests/simulators/slack/web-api.ts'
import { BOT_USER, Workspace } from '../../tests/simulators/slack/workspace.ts'

export interface Mention {
  /** Where it stands. */
  readonly thread: string
  /** What Slack sends to the bot. */
  readonly payload: object
  /** When `chat.postMessage` came for its thread, by the clock of `performance.now()`. */
  readonly answered: Promise<number>
}

export interface InstantSlack {
  readonly apiUrl: string
  /** The Web API under an address of its own, so that it is known who posts. */
  apiUrlFor(bot: string): string
  /** Somebody mentions the bot, in a thread of its own or again in one. */
  mention(words: string, thread?: string): Mention
  stop(): Promise<void>
}

/** A team's worth; a bot may keep what it has asked Slack about each. */
const PEOPLE = 20

/** `/api/method`, or `/name/api/method` of a bot with an address of its own. */
const CALL = /^(?:\/(?<bot>[^/]+))?\/api\/(?<method>[^?]+)/

/**
 * The scripted Web API without what tests need of it: a long run must not become slower with every message in it.
 *
 * @param onPost Told of each `chat.postMessage`: the mention that its thread began with, and the bot, where it is known.
 */
export async function startInstantSlack(
  onPost: (mention: string, bot: string) => void = () => {},
): Promise<InstantSlack> {
  const workspace = new Workspace()
  const call = createWebApi(workspace, new Views(), () => '')
  const waiting = new Map<string, (at: number) => void>()
  let mentions = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', bot = '' } = CALL.exec(request.url ?? '')?.groups ?? {}
    const args = Object.fromEntries(new URLSearchParams(await read(request)))
    if (method === 'chat.postMessage') {
      onPost(args.thread_ts ?? '', bot)
      waiting.get(args.thread_ts ?? '')?.(performance.now())
    }
    const body = JSON.stringify(call(method, args))
    response.writeHead(200, { 'content-type': 'application/json' }).end(body)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    apiUrlFor: (bot) => `http://127.0.0.1:${port}/${bot}/api/`,
    mention(words, thread) {
      mentions += 1
      const user = `U${mentions % PEOPLE}`
      const ts = workspace.nextTs()
      const text = `<@${BOT_USER}> ${words}`
      const payload = eventPayload(
        spokenEvent('app_mention', {
          ...{ channel: 'C0GENERAL', ts, user, text, blocks: [], edits: 0 },
          ...(thread && { threadTs: thread }),
        }),
      )
      const root = thread ?? ts
      const { promise, resolve } = Promise.withResolvers<number>()
      waiting.set(root, resolve)
      return { thread: root, payload, answered: promise.finally(() => waiting.delete(root)) }
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
