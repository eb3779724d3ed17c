import { once } from 'node:events'
import { WebSocket } from 'ws'
import { startGrpcListener } from '../../adapters/http/grpc/grpc-listener.ts'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { confirmations } from '../../src/domain/projections.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { type ForeignClient, foreignClient, type Answer as GrpcAnswer } from '../http/grpc/foreign-client.ts'
import { scriptedChat } from './every-surface/scripted-chat.ts'
import { startRunningBot } from './running-bot.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what an attacker reads has no types of ours.
  readonly body: any
}

/** The whole bot with every listener that speaks to programs, and two tokens: one's own, and somebody else's. */
export async function startBotOnTheNetwork() {
  const bot = await startRunningBot({ env: {}, owner: 'terminal:you', alsoConnect: scriptedChat })
  const faults: unknown[] = []
  const parts = {
    behind: () => bot.app().api,
    onFault: (error: unknown) => void faults.push(error),
    ...{ onEnded: () => {}, isReady: async () => true },
  }
  const http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    ...{ api: parts, grpc: parts },
  })
  const grpc = await startGrpcListener({ host: '127.0.0.1', port: 0, ...parts, door: http.door })
  const { store } = bot.app()
  const desk = tokenDesk({ store, clock: systemClock }, ['viewer', 'deployer', 'owner'], 'terminal:you')
  const ana = (await desk.create({ name: 'ana', scope: { roles: ['owner'] } })).secret
  const scope = { roles: ['deployer'], environments: ['staging'] }
  const mallory = (await desk.create({ name: 'mallory', scope })).secret
  const base = `http://127.0.0.1:${http.port}`
  const clients = new Map<string, ForeignClient>()
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, { redirect: 'manual', ...init })
    const text = await response.text()
    return { status: response.status, text, body: jsonIn(text) }
  }
  return {
    ...{ bot, store, faults, ana, mallory, base, desk },
    ask,
    rest: (token: string, method: string, path: string, body?: unknown) =>
      ask(`/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    mcp: async (token: string, name: string, given: object): Promise<string> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: MCP_TAKES }
      const post = (body: object, session = {}) =>
        fetch(`${base}/mcp`, { method: 'POST', headers: { ...headers, ...session }, body: JSON.stringify(body) })
      const opened = await post(INITIALIZE)
      await opened.text()
      const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' }
      const params = { name, arguments: given }
      return (await post({ jsonrpc: '2.0', id: 2, method: 'tools/call', params }, session)).text()
    },
    /** What a call gives, or the code of its refusal. */
    rpc: async (token: string, service: string, method: string, message: object): Promise<GrpcAnswer> => {
      const client = clients.get(token) ?? foreignClient(`127.0.0.1:${grpc.port}`, token)
      clients.set(token, client)
      if (!STREAMS.has(method)) return client.call(service, method, message).catch(({ code }) => code)
      try {
        for await (const one of client.stream(service, method, message)) return one
      } catch (error) {
        return (error as { readonly code: number }).code
      }
    },
    socket: async (headers: Record<string, string>, protocols: readonly string[] = []) => {
      const socket = new WebSocket(`${base.replace('http', 'ws')}/ws`, [...protocols], { headers })
      socket.on('error', () => {})
      const refused = once(socket, 'unexpected-response').then(([, { statusCode }]) => Number(statusCode))
      const opened = once(socket, 'open').then(() => undefined)
      // Of the two only one comes; the other must not be taken for a fault.
      for (const one of [refused, opened]) one.catch(() => {})
      return { socket, refused: await Promise.race([refused, opened]) }
    },
    async close() {
      for (const client of clients.values()) client.close()
      await grpc.stop()
      await http.stop()
      await bot.close()
    },
  }
}

export type BotOnTheNetwork = Awaited<ReturnType<typeof startBotOnTheNetwork>>

const STREAMS = new Set(['StreamResponse', 'GetWorkflowStatus'])
const MCP_TAKES = 'application/json, text/event-stream'
const INITIALIZE = {
  ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What Ana has: a session, a message in it, a task in production, an open question with its button, a change request. */
export async function possessionsOf({ rest, ana, store }: Pick<BotOnTheNetwork, 'rest' | 'ana' | 'store'>) {
  const session = (await rest(ana, 'POST', '/sessions')).body.id as string
  const say = async (content: string) => (await rest(ana, 'POST', '/messages', { session_id: session, content })).body
  await say('deploy billionmail v1.1.0 to production')
  const [first] = (await rest(ana, 'GET', '/confirmations')).body.confirmations
  const started = await rest(ana, 'POST', `/confirmations/${first.id}`, { answer: 'yes', plan_hash: first.plan_hash })
  if (started.body.state !== 'given') throw new Error(`nothing was started: ${started.text}`)
  const message = (await say('deploy billionmail v1.0.0 to production')).id as string
  const [asked] = (await rest(ana, 'GET', '/confirmations')).body.confirmations
  const confirmation = await store.get(confirmations, asked.id)
  if (!confirmation) throw new Error('nothing was asked')
  await appendChange(store, confirmation.plan)
  return { session, message, task: 'TASK-1', confirmation, change: 'CHG-7' }
}

function appendChange(store: Store<ShipmateEvent>, plan: unknown) {
  return store.append({
    ...{ correlationId: 'c-1', actor: 'terminal:ana', at: new Date() },
    streams: [
      {
        ...{ stream: 'change-CHG-7', expectedVersion: 0 },
        bodies: [
          {
            ...{ type: 'change.requested', change: 'CHG-7', by: 'terminal:ana', groups: [], thread: 'terminal:t' },
            ...{ round: 1, plan, planHash: 'h'.repeat(64), required: [{ count: 1, roles: ['owner'], why: 'two' }] },
            ...{ approvers: { people: [], others: [] }, expiresAt: FAR, remindAt: FAR },
            buttons: { approve: 'approve-7', conditions: 'b', reject: 'c', withdraw: 'd', breakGlass: 'e' },
          } as never,
        ],
      },
    ],
  })
}

const FAR = '2999-01-01T00:00:00.000Z'
