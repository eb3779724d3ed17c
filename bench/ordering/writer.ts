import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { messageStream } from '../../src/domain/message.ts'
import { projections } from '../../src/domain/projections.ts'
import { BENCH_USER } from '../bench-chat.ts'
import { question } from '../scenarios/past-conversation.ts'

/** What one process of a crew writes. */
export interface WriterOrder {
  readonly url: string
  /** `log`: through the store, in the order of the log. `rows`: bare rows that nothing orders, to compare with. */
  readonly into: 'log' | 'rows'
  /** How many appends are under way at once. */
  readonly atOnce: number
  readonly appends: number
}

/** A process of the bot as far as the log knows: a store of its own, with sessions of its own. */
async function main({ url, into, atOnce, appends }: WriterOrder): Promise<void> {
  const { append, close } = into === 'log' ? await openLog(url) : openRows(url, atOnce)
  await append()
  parentPort?.postMessage('ready')
  await new Promise((resolve) => parentPort?.once('message', resolve))
  let left = appends
  const lane = async (): Promise<void> => {
    while (left-- > 0) await append()
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  parentPort?.postMessage('done')
  await close()
}

async function openLog(url: string) {
  const { store } = await openPostgresStore({ url, projections })
  return {
    async append() {
      const message = randomUUID()
      const [received] = question(message, `bench:ordered-${message}`)
      await store.append({
        correlationId: message,
        actor: BENCH_USER,
        at: new Date(),
        streams: [{ stream: messageStream(message), expectedVersion: 0, bodies: [received] }],
      })
    },
    close: () => store.close(),
  }
}

function openRows(url: string, atOnce: number) {
  const pool = new pg.Pool({ connectionString: url, max: Math.min(atOnce, 14) })
  const data = JSON.stringify(question(randomUUID(), 'bench:ordered')[0])
  return {
    async append() {
      const insert = { name: 'insert', text: 'INSERT INTO unordered (id, data) VALUES ($1, $2)' }
      await pool.query({ ...insert, values: [randomUUID(), data] })
    },
    close: () => pool.end(),
  }
}

await main(workerData as WriterOrder)
