import type { Pool, PoolClient } from './pool.ts'
import type { Schema } from './schema.ts'

/** Short enough that nobody notices the gap, long enough not to press a database that is just coming back. */
const RECONNECT_MS = 1000

/** Tells who waits that the log has grown: at once for this process, by LISTEN for others on the same database. */
export interface WakeUps {
  onAppended(wake: () => void): () => void
  wakeAll(): void
  close(): void
}

/** @param onlyProcess Nobody else appends, so that listening would only tell this process its own news once more. */
export function createWakeUps(pool: Pool, { channel }: Schema, onlyProcess: boolean): WakeUps {
  const sleepers = new Set<() => void>()
  const wakeAll = (): void => {
    for (const wake of sleepers) queueMicrotask(wake)
  }
  const listener = onlyProcess ? undefined : createListener(pool, channel, wakeAll)
  return {
    onAppended(wake) {
      // Wrapped, so that the same function given twice is two sleepers.
      const sleeper = (): void => wake()
      sleepers.add(sleeper)
      listener?.open()
      return () => sleepers.delete(sleeper)
    },
    wakeAll,
    close() {
      sleepers.clear()
      listener?.close()
    },
  }
}

/** Holds one session that listens, and gets another whenever it is lost. */
function createListener(pool: Pool, channel: string, heard: () => void): { open(): void; close(): void } {
  let state: 'new' | 'open' | 'closed' = 'new'
  let session: PoolClient | undefined
  let timer: NodeJS.Timeout | undefined

  const lose = (lost: PoolClient): void => {
    if (session !== lost) return
    session = undefined
    lost.release(true)
    again()
  }
  const again = (): void => {
    if (state === 'open') timer = setTimeout(() => void connect(), RECONNECT_MS).unref()
  }
  const connect = async (): Promise<void> => {
    const client = await pool.connect().catch(() => undefined)
    if (!client) return again()
    session = client
    client.on('error', () => lose(client))
    client.on('end', () => lose(client))
    client.on('notification', (notification) => notification.channel === channel && heard())
    // Closed while connecting.
    if (state === 'closed') return lose(client)
    await client.query(`LISTEN ${channel}`).then(heard, () => lose(client))
  }
  return {
    open() {
      if (state !== 'new') return
      state = 'open'
      void connect()
    },
    close() {
      state = 'closed'
      clearTimeout(timer)
      if (session) lose(session)
    },
  }
}
