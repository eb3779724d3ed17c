import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A reader of one conversation. */
export interface KeptSocket {
  /** Closes the connection, and opens another one in its place. */
  leaveAndReturn(): void
}

interface Heard {
  readonly frame: () => void
  /** The other side has closed it. */
  readonly lost: () => void
}

export async function keepSocket(port: number, token: string, session: string, heard: Heard): Promise<KeptSocket> {
  let position = 0
  let socket = await connect()
  let isLeaving = false

  async function connect(): Promise<WebSocket> {
    const opened = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: { authorization: `Bearer ${token}` } })
    await once(opened, 'open')
    opened.on('message', (data) => {
      position = JSON.parse(String(data)).message?.position ?? position
      heard.frame()
    })
    opened.on('close', () => {
      if (!isLeaving) heard.lost()
    })
    opened.send(JSON.stringify({ type: 'follow', session, after: position }))
    return opened
  }

  async function again(): Promise<void> {
    isLeaving = true
    const closed = once(socket, 'close')
    socket.close()
    await closed
    isLeaving = false
    socket = await connect()
  }

  return {
    leaveAndReturn() {
      if (!isLeaving) again().catch(() => heard.lost())
    },
  }
}
