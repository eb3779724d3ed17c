import { stopAll } from '../../adapters/local-host/host-client.ts'
import type { Home } from '../bench-bot.ts'
import { type Figure, figuresOf, type Measurement, oneRun } from '../measurement.ts'
import { openStore } from '../open-store.ts'
import { playInProcess } from '../play-in-process.ts'
import { referenceMs, timeReference } from '../reference.ts'
import { growLog } from '../scenarios/grow-log.ts'
import { eventsAConversation } from '../scenarios/past-conversation.ts'
import { timeStart } from '../scenarios/starts.ts'
import type { Setup } from '../setups.ts'
import type { Sizes } from '../sizes.ts'
import { sizeOnDisk } from './size-on-disk.ts'

/** What a log of one size comes to. */
export interface Grown {
  readonly events: number
  /** How fast the machine was meanwhile. */
  readonly referenceMs: number
  readonly figures: readonly Figure[]
}

const MB = 1024 * 1024

/** A log of about so many events, in a home of its own, and everything that is measured of it. */
export async function measureSize(setup: Setup, events: number, sizes: Sizes): Promise<Grown> {
  const before = await timeReference()
  const measured = await setup.inNewHome((home) => inGrown(home, events, sizes).finally(() => stopAll(home.folder)))
  const rounds = [...before, ...(await timeReference())]
  return { events, referenceMs: referenceMs(rounds), figures: measured.flatMap(figuresOf) }
}

async function inGrown(home: Home, events: number, sizes: Sizes): Promise<readonly Measurement[]> {
  const opened = await openStore(home)
  await growLog(opened, Math.round(events / eventsAConversation())).finally(() => opened.store.close())
  const onDisk = oneRun('size on disk', 'MB', (await sizeOnDisk(home)) / MB)
  return [
    ...(await starts(home, sizes)),
    ...(await playInProcess({ play: 'asking', home, sizes })),
    ...(await playInProcess({ play: 'clicking', home, sizes })),
    onDisk,
    ...(await playInProcess({ play: 'rebuilding', home, sizes })),
  ]
}

async function starts(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  // The first one also starts the local host, which the others find running.
  await timeStart(home)
  const times: number[] = []
  for (let start = 0; start < sizes.warmStarts; start++) times.push(await timeStart(home))
  return [{ name: 'warm start to ready', unit: 'ms', kind: 'runs', values: times }]
}
