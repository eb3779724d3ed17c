import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Long enough for an instance that is busy starting, short enough that users do not wait for a dead one. */
const PATIENCE_MS = 3_000
const PAUSE_MS = 50

/** Whether something on 127.0.0.1 takes connections on this port, soon. */
export async function answersOnPort(port: number): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    if (await connects(port)) return true
    await sleep(PAUSE_MS)
  }
  return false
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: PATIENCE_MS })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
