import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Told } from '../../../adapters/http/live/frames.ts'
import type { RestClient } from './rest-surface.ts'
import type { Surface } from './surface.ts'

export interface SocketClient {
  send(frame: object): void
  /** The first frame from now on, or of those that came before and nobody took, that fits. */
  next<Found>(find: (told: Told) => Found | undefined): Promise<Found>
  /** The connection breaks: nothing is said to the other side. */
  cut(): void
}

/** A client of `/ws` as programs write it. */
export async function connectSocket(address: string, token: string): Promise<SocketClient> {
  const socket = new WebSocket(`ws://${address}/ws`, { headers: { authorization: `Bearer ${token}` } })
  const told: Told[] = []
  let heard = (): void => {}
  socket.on('message', (data) => {
    told.push(JSON.parse(String(data)))
    heard()
  })
  socket.on('error', () => {})
  await once(socket, 'open')
  return {
    send: (frame) => socket.send(JSON.stringify(frame)),
    async next(find) {
      for (;;) {
        while (told.length > 0) {
          const found = find(told.shift() as Told)
          if (found !== undefined) return found
        }
        await new Promise<void>((resolve) => {
          heard = resolve
        })
      }
    },
    cut: () => socket.terminate(),
  }
}

/** @throws {Error} where a frame is answered with a problem. */
function acceptedIn(told: Told): string | undefined {
  if (told.type === 'problem') throw new Error(JSON.stringify(told.problem))
  return told.type === 'accepted' ? told.message : undefined
}

export function socketSurface(socket: SocketClient, rest: RestClient): Surface {
  return {
    name: 'WebSocket',
    async ask(asking) {
      const { id: session } = await rest.call('POST', '/sessions')
      const id = randomUUID()
      socket.send(
        'words' in asking
          ? { type: 'say', id, session, content: asking.words }
          : { type: 'request', id, session, ...asking },
      )
      const message = await socket.next(acceptedIn)
      // What was written before it is followed is told, too.
      socket.send({ type: 'follow', session })
      const { card, content } = await socket.next((told) =>
        told.type === 'message' && told.message.correlation_id === message ? told.message : undefined,
      )
      socket.send({ type: 'leave', session })
      if (!card) throw new Error(`no card says: ${content}`)
      return { message, title: card.title, tone: card.tone, content }
    },
    close: async () => socket.cut(),
  }
}
