import type { Pool, PoolClient } from './pool.ts'
import type { Schema } from './schema.ts'

/** Short enough that nobody notices the gap, long enough not to press a database that is just coming back. */
const RECONNECT_MS = 1000
/** A server ends a statement after 60 s; see postgres.ts. */
const DOUBTFUL_MS = 75_000

/** Tells who waits that the log has grown: at once for this process, by LISTEN for others on the same database. */
export interface WakeUps {
  onAppended(wake: () => void, concerns?: (type: never) => boolean): () => void
  /** @param types Of the events that were appended; left out where they are not known, and may concern everybody. */
  wakeAll(types?: readonly string[]): void
  /** An append failed and may yet be committed: for a while this process listens to its own news too. */
  doubt(): void
  close(): void
}

/**
 * @param process The name under which its sessions append; what they tell is known here already.
 * @param onlyProcess Nobody else appends, so that there is nothing to listen for.
 */
export function createWakeUps(
  pool: Pool,
  { channel }: Schema,
  { process, onlyProcess }: { readonly process: string | undefined; readonly onlyProcess: boolean },
): WakeUps {
  const sleepers = new Set<Sleeper>()
  let doubtfulUntil = 0
  const wakeAll = (types?: readonly string[]): void => {
    for (const { wake, concerns } of sleepers) if (!types || types.some(concerns)) queueMicrotask(wake)
  }
  const listener = onlyProcess
    ? undefined
    : createListener(pool, channel, (news) => {
        const [by, ...types] = news?.split(' ') ?? []
        if (!by || by !== process || performance.now() < doubtfulUntil) wakeAll(types.length > 0 ? types : undefined)
      })
  return {
    onAppended(wake, concerns: (type: never) => boolean = () => true) {
      const sleeper = { wake, concerns: concerns as (type: string) => boolean }
      sleepers.add(sleeper)
      listener?.open()
      return () => sleepers.delete(sleeper)
    },
    wakeAll,
    doubt() {
      doubtfulUntil = performance.now() + DOUBTFUL_MS
      wakeAll()
    },
    close() {
      sleepers.clear()
      listener?.close()
    },
  }
}

interface Sleeper {
  readonly wake: () => void
  readonly concerns: (type: string) => boolean
}

/** Holds one session that listens, and gets another whenever it is lost. */
function createListener(pool: Pool, channel: string, heard: (news?: string) => void): { open(): void; close(): void } {
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
    client.on('notification', ({ channel: on, payload }) => on === channel && heard(payload))
    // Closed while connecting.
    if (state === 'closed') return lose(client)
    await client.query(`LISTEN ${channel}`).then(
      () => heard(),
      () => lose(client),
    )
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
