import { randomUUID } from 'node:crypto'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { BENCH_USER } from '../bench-chat.ts'
import { type Measurement, oneRun } from '../measurement.ts'
import type { Sizes } from '../sizes.ts'
import { growLog } from './grow-log.ts'
import { question } from './past-conversation.ts'

type Opened = OpenStore<ShipmateEvent>

/** Measures an empty log and fills it. Afterwards it holds the conversations that later scenarios need. */
export async function eventLog(opened: Opened, sizes: Sizes): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (let run = 0; run < sizes.runs; run++) measured.push(await singleAppends(opened, sizes.appends))
  const grown = await growLog(opened, sizes.conversations)
  measured.push(perSecond('events appended in batches', grown.events, grown.milliseconds))
  for (let run = 0; run < sizes.runs; run++) measured.push(await replay(opened))
  return [...measured, await rebuild(opened, 2 * sizes.runs * sizes.appends + grown.events)]
}

/** Messages as they come and are answered, each event in an append of its own, with the documents that follow from it. */
function singleAppends({ store }: Opened, count: number): Promise<Measurement> {
  return timed('events appended one by one', async () => {
    for (let i = 0; i < count; i++) {
      const message = randomUUID()
      const [received, handled] = question(message, `bench:appended-${i}`)
      const cause = { correlationId: message, actor: BENCH_USER, at: new Date() }
      const stream = messageStream(message)
      await store.append({
        ...cause,
        streams: [{ stream, expectedVersion: 0, bodies: [received] }],
        inboxKeys: [`bench:delivery-${message}`],
      })
      await store.append({ ...cause, streams: [{ stream, expectedVersion: 1, bodies: [handled] }] })
    }
    return 2 * count
  })
}

const PAGE = 1_000

function replay({ store }: Opened): Promise<Measurement> {
  return timed('events replayed', async () => {
    let count = 0
    for (let after = 0; ; ) {
      const events = await store.readAll(after, PAGE)
      const last = events.at(-1)
      if (!last) return count
      count += events.length
      after = last.position
    }
  })
}

function rebuild({ store }: Opened, count: number): Promise<Measurement> {
  return timed('events folded anew into all documents', async () => {
    await store.rebuild()
    return count
  })
}

async function timed(name: string, work: () => Promise<number>): Promise<Measurement> {
  const began = performance.now()
  const events = await work()
  return perSecond(name, events, performance.now() - began)
}

function perSecond(name: string, events: number, milliseconds: number): Measurement {
  return oneRun(name, 'per s', (events / milliseconds) * 1000)
}
