import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, vi } from 'vitest'
import { TRUST_NOBODY } from '../../adapters/local-host/host/forwarding.ts'
import { freePort } from '../../adapters/local-host/host/free-port.ts'
import { createProxies, type Proxies } from '../../adapters/local-host/host/proxies.ts'
import type { Answered } from '../../adapters/local-host/host/traffic-meter.ts'
import type { Upstream } from '../../adapters/local-host/host/upstream.ts'

interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A service behind the proxy, anew for each test. */
export interface ProxyStage {
  service: Server
  proxies: Proxies
  port: number
  /** Where requests go. */
  to: Upstream
  /** What the service was asked. */
  seen: Seen[]
  /** How it answers. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
  /** It answers before the request is whole. */
  answersAtOnce: boolean
  counted: Answered[]
  /** Whether each user was failed. */
  users: boolean[]
  clock: number
  trust: typeof TRUST_NOBODY
  open(): Socket
  /** Sends these lines as they stand, and gives everything that comes back until the connection is closed. */
  send(...lines: readonly string[]): Promise<string>
}

export const HOST = 'Host: mail.example.com'
export const CLOSE = 'Connection: close'
export const SERVED = [{ task: 'TASK-1', failed: false }]
export const FAILED = [{ task: 'TASK-1', failed: true }]

export function useProxy(): ProxyStage {
  const stage = {} as ProxyStage
  beforeEach(async () => {
    Object.assign(stage, await openStage(stage))
    await stage.proxies.open(
      'mail/staging',
      stage.port,
      () => stage.to,
      () => stage.trust,
    )
  })
  afterEach(async () => {
    vi.useRealTimers()
    await stage.proxies.close()
    stage.service.closeAllConnections()
    stage.service.close()
  })
  return stage
}

async function openStage(stage: ProxyStage): Promise<ProxyStage> {
  const service = createServer(async (asked, response) => {
    asked.on('error', () => undefined)
    const body = stage.answersAtOnce ? '' : await text(asked).catch(() => undefined)
    if (body === undefined) return
    stage.seen.push({ method: asked.method ?? '', url: asked.url ?? '', headers: asked.headers, body })
    stage.answer(asked, response)
  })
  await once(service.listen(0, '127.0.0.1'), 'listening')
  const open = (): Socket => connect(stage.port, '127.0.0.1').on('error', () => undefined)
  return {
    service,
    proxies: createProxies(
      '127.0.0.1',
      () => {},
      () => ({ release: (answered) => stage.counted.push(answered), user: (failed) => stage.users.push(failed) }),
      () => stage.clock,
    ),
    port: await freePort(),
    to: { kind: 'instance', id: 'one', task: 'TASK-1', port: (service.address() as AddressInfo).port },
    seen: [],
    answer: (_, response) => response.end('served'),
    answersAtOnce: false,
    counted: [],
    users: [],
    clock: 0,
    trust: TRUST_NOBODY,
    open,
    async send(...lines) {
      const socket = open()
      socket.write(`${lines.join('\r\n')}\r\n\r\n`)
      return text(socket)
    },
  }
}

export async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}
