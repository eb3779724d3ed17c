import { once } from 'node:events'
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A way to a database server that can be made slow, or taken away. */
export interface DatabaseProxy {
  /** The same database, by this way. */
  readonly url: string
  /** From now on what the server answers takes so much longer. */
  slowDown(delayMs: number): void
  /** Cuts every connection and takes no new ones for so long. */
  takeAway(forMs: number): Promise<void>
  stop(): Promise<void>
}

const POSTGRES_PORT = 5_432

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const server = new URL(databaseUrl)
  const open = new Set<Socket>()
  let delayMs = 0
  const proxy = createServer((bot) => {
    const database = dial(Number(server.port || POSTGRES_PORT), server.hostname)
    bot.pipe(database)
    database.on('data', (answer) => {
      if (delayMs === 0) return void bot.write(answer)
      // Timers of one length ring in the order in which they were set, so answers keep theirs.
      setTimeout(() => bot.write(answer), delayMs)
    })
    for (const [one, other] of [
      [bot, database],
      [database, bot],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  const listen = (port: number): Promise<unknown> => once(proxy.listen(port, '127.0.0.1'), 'listening')
  await listen(0)
  const { port } = proxy.address() as AddressInfo
  const close = async (): Promise<void> => {
    const closed = once(proxy, 'close')
    proxy.close()
    for (const socket of open) socket.destroy()
    await closed
  }
  return {
    url: Object.assign(new URL(server), { host: `127.0.0.1:${port}` }).href,
    slowDown(ms) {
      delayMs = ms
    },
    async takeAway(forMs) {
      await close()
      await wait(forMs)
      await listen(port)
    },
    async stop() {
      if (proxy.listening) await close()
    },
  }
}
