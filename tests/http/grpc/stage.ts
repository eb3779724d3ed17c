import { randomUUID } from 'node:crypto'
import type { ApiBehind } from '../../../adapters/http/api/behind.ts'
import { startGrpcListener } from '../../../adapters/http/grpc/grpc-listener.ts'
import type { EndedCall } from '../../../adapters/http/grpc/watch-calls.ts'
import { startHealthServer } from '../../../adapters/http/health-server.ts'
import { intents } from '../../../intents/catalog.ts'
import type { Run } from '../../../src/domain/run.ts'
import { KeyUsedError, NoSessionError, type WebConversation } from '../../../src/ports/web-conversation.ts'
import { NotAllowedError, type SeenRun, type WebReads } from '../../../src/ports/web-reads.ts'
import type { WebMessage, WebSession } from '../../../src/ports/web-sessions.ts'
import { apiUnasked } from '../../support/api-unasked.ts'
import { ringingClock } from '../../support/ringing-clock.ts'

/** What stands behind the API: sessions in memory, a bot that repeats what it hears, and one task that moves. */
export interface Stage {
  readonly clock: ReturnType<typeof ringingClock>
  /** Of HTTP/1.1: Connect and gRPC-Web. */
  readonly url: string
  /** Of HTTP/2: `127.0.0.1:4711`. */
  readonly address: string
  readonly faults: unknown[]
  readonly ended: EndedCall[]
  /** Tokens that open something, with whom they act as. */
  readonly tokens: Map<string, string>
  /** Whether messages are answered. */
  answers: boolean
  isStarting: boolean
  isReady: boolean
  /** What happened of sayings: words by the id of the message. */
  readonly said: Map<string, string>
  /** Who follows a session. */
  readonly listening: () => number
  write(session: string, key: string, text: string): void
  move(state: Run['state']): void
  stop(): Promise<void>
}

export const TASK = 'TASK-7'
const AT = '2026-11-30T10:00:00.000Z'

export async function startStage(): Promise<Stage> {
  const sessions = new Map<string, WebSession & { readonly messages: Map<string, WebMessage> }>()
  const keys = new Map<string, string>()
  const listeners = new Set<() => void>()
  const moved = new Set<() => void>()
  const clock = ringingClock()
  let position = 0
  let state: Run['state'] = 'running'

  const own = (by: string, id: string) => {
    const session = sessions.get(id)
    if (session?.owner !== by) throw new NoSessionError(id)
    return session
  }
  const write = (session: string, key: string, says: WebMessage['says']): WebMessage => {
    position += 1
    const message = { key, position, at: AT, says }
    sessions.get(session)?.messages.set(key, message)
    for (const heard of listeners) heard()
    return message
  }
  const bot = (text: string): WebMessage['says'] => ({
    kind: 'bot',
    card: { title: 'Heard', tone: 'success', blocks: [{ kind: 'text', text }] },
  })

  const conversation: WebConversation = {
    async open(owner) {
      const session = { id: randomUUID(), owner, openedAt: AT, messages: new Map() }
      sessions.set(session.id, session)
      return session
    },
    ofOwner: async (by) => ({ items: [...sessions.values()].filter(({ owner }) => owner === by) }),
    async close(by, id) {
      own(by, id)
      sessions.delete(id)
      for (const heard of listeners) heard()
    },
    async say(by, id, { text, key }, signal) {
      own(by, id)
      const before = key === undefined ? undefined : keys.get(`${id} ${key}`)
      if (before !== undefined && stage.said.get(before) !== text) throw new KeyUsedError(text)
      const message = before ?? randomUUID()
      if (key !== undefined) keys.set(`${id} ${key}`, message)
      stage.said.set(message, text)
      if (stage.answers) return { message, reply: write(id, `reply-${message}`, bot(text)) }
      await new Promise((resolve) => signal?.addEventListener('abort', resolve))
      return { message }
    },
    sendForm: async () => ({}),
    async press(by, id, { button }) {
      own(by, id)
      return { notice: `pressed ${button}` }
    },
    async after(by, id, after, limit = 200) {
      const later = [...own(by, id).messages.values()].filter((one) => one.position > after)
      return later.toSorted((one, other) => one.position - other.position).slice(0, limit)
    },
    async listen(by, id, heard) {
      own(by, id)
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }

  const seenRun = (): SeenRun => ({
    run: {
      ...{ task: TASK, state, by: 'web:token-a', requestedAt: AT, startedAt: AT, groups: [], thread: 'web:x' },
      ...((state === 'succeeded' || state === 'failed') && { endedAt: AT }),
      ...(state === 'failed' && { failure: { reason: 'hunter2 was refused', nextStep: 'Try again.' } }),
      plan: { kind: 'workflow', definition: { id: 'nightly' } },
    } as unknown as Run,
    steps: [{ id: 'check', state: 'running', needs: [], startedAt: AT }],
  })
  const reads = {
    places: async () => [{ service: 'billing', environment: 'staging', state: undefined }],
    tasks: async () => ({ items: [seenRun().run], next: TASK }),
    task: async (_: string, task: string) => (task === TASK ? seenRun() : undefined),
    taskOf: async (_: string, message: string) => (stage.said.has(message) ? TASK : undefined),
    async workflows(by: string) {
      if (by === 'web:token-b') throw new NotAllowedError('You may not list workflows.')
      return [{ definition: { id: 'nightly', inputs: {}, steps: [{ id: 'check', uses: 'http', needs: [] }] } }]
    },
  } as unknown as WebReads

  const behind: ApiBehind = {
    ...apiUnasked(),
    async authenticate({ value }) {
      const user = stage.tokens.get(value)
      return user === undefined ? undefined : { kind: 'token', user, token: value, proposes: false }
    },
    ...{ conversation, reads, clock, intents: [...intents.keys()] },
    redact: (text) => text.replaceAll('hunter2', '[hidden]'),
    onTasksMoved(heard) {
      moved.add(heard)
      return () => moved.delete(heard)
    },
  }
  const parts = {
    behind: () => (stage.isStarting ? undefined : behind),
    onFault: (error: unknown) => void stage.faults.push(error),
    onEnded: (call: EndedCall) => void stage.ended.push(call),
  }
  const isReady = () => {
    if (!stage.isReady) throw new Error('down')
  }
  const http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', workers: () => undefined },
    parts: () => [{ name: 'store', check: isReady }],
    ...{ api: parts, grpc: parts },
  })
  const grpc = await startGrpcListener({
    ...{ host: '127.0.0.1', port: 0, ...parts, isReady: async () => stage.isReady, door: http.door },
  })
  const stage: Stage = {
    ...{ clock, url: `http://127.0.0.1:${http.port}`, address: `127.0.0.1:${grpc.port}`, faults: [], ended: [] },
    tokens: new Map([
      ['shipmate_a', 'web:token-a'],
      ['shipmate_b', 'web:token-b'],
    ]),
    ...{ answers: true, isStarting: false, isReady: true, said: new Map() },
    listening: () => listeners.size + moved.size,
    write: (session, key, text) => void write(session, key, bot(text)),
    move(next) {
      state = next
      for (const heard of moved) heard()
    },
    async stop() {
      await http.stop()
      await grpc.stop()
    },
  }
  return stage
}
