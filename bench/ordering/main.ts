import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Command } from 'commander'
import pg from 'pg'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { projections } from '../../src/domain/projections.ts'
import { describeMachine } from '../machine.ts'
import { onPostgres } from '../setups.ts'
import { median } from '../statistics.ts'
import { aligned } from '../table.ts'
import type { WriterOrder } from './writer.ts'

/** Processes beside each other, and appends under way in each. */
const CREWS = [
  { processes: 1, atOnce: 1 },
  { processes: 1, atOnce: 16 },
  { processes: 2, atOnce: 1 },
  { processes: 2, atOnce: 16 },
  { processes: 4, atOnce: 1 },
  { processes: 4, atOnce: 16 },
] as const

const { runs, appends } = new Command('bench:ordering')
  .description(
    'what one row that orders the log costs on PostgreSQL (TEST_DATABASE_URL), beside rows that nothing orders',
  )
  .option('--runs <number>', 'how often each has its turn', '3')
  .option('--appends <number>', 'how many appends are made in each turn', '2000')
  .parse()
  .opts<{ readonly runs: string; readonly appends: string }>()

const { TEST_DATABASE_URL: databaseUrl } = process.env
if (!databaseUrl) throw new Error('set TEST_DATABASE_URL')
const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n\n`,
)

type Crew = (typeof CREWS)[number]

/** Appends a second of the whole crew. */
async function measure(into: WriterOrder['into'], { processes, atOnce }: Crew): Promise<number> {
  return onPostgres({ databaseUrl: databaseUrl ?? '' }).inNewHome(async ({ env: { DATABASE_URL: url = '' } }) => {
    await makeTables(url)
    const each = Math.ceil(Number(appends) / processes)
    const writers = Array.from({ length: processes }, () => startWriter({ url, into, atOnce, appends: each }))
    await Promise.all(writers.map(({ ready }) => ready))
    const start = performance.now()
    await Promise.all(writers.map((writer) => writer.write()))
    const seconds = (performance.now() - start) / 1_000
    await Promise.all(writers.map(({ ended }) => ended))
    return (each * processes) / seconds
  })
}

function startWriter(workerData: WriterOrder) {
  const worker = new Worker(new URL('writer.ts', import.meta.url), { workerData })
  const ended = once(worker, 'exit')
  return {
    ready: once(worker, 'message'),
    ended,
    async write() {
      const done = once(worker, 'message')
      worker.postMessage('go')
      await done
    },
  }
}

async function makeTables(url: string): Promise<void> {
  const { store } = await openPostgresStore({ url, projections })
  await store.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'CREATE TABLE unordered (position bigserial PRIMARY KEY, id uuid NOT NULL UNIQUE, data json NOT NULL)',
  )
  await client.end()
}

const rows: string[][] = []
for (const crew of CREWS) {
  const ordered: number[] = []
  const bare: number[] = []
  for (let run = 0; run < Number(runs); run++) {
    ordered.push(await measure('log', crew))
    bare.push(await measure('rows', crew))
  }
  const [log, free] = [median(ordered), median(bare)]
  rows.push([
    `${crew.processes} × ${crew.atOnce}`,
    ...[log, free].map((value) => value.toLocaleString('en', { maximumFractionDigits: 0 })),
    (log / free).toFixed(2),
  ])
}
process.stdout.write(
  `${aligned([['processes × appends at once', 'log, a second', 'rows, a second', 'log / rows'], ...rows]).join('\n')}\n`,
)
