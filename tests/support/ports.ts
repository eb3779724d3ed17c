import { createServer } from 'node:net'

/** A port of 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const held = await holdPort()
  await held.release()
  return held.port
}

export interface HeldPort {
  readonly port: number
  release(): Promise<void>
}

/** A port that another program seems to use. */
export function holdPort(): Promise<HeldPort> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ port, release: () => new Promise((released) => server.close(() => released())) })
    })
  })
}
