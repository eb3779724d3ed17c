import { openEmbeddedStore } from '../adapters/store/embedded.ts'
import { openPostgresStore } from '../adapters/store/postgres.ts'
import type { OpenStore } from '../adapters/store/store.ts'
import type { ShipmateEvent } from '../src/domain/events.ts'
import { projections } from '../src/domain/projections.ts'
import type { Home } from './bench-bot.ts'
import { type Measurement, merge, oneRun } from './measurement.ts'
import { playInProcess } from './play-in-process.ts'
import { eventLog } from './scenarios/event-log.ts'
import { timeStart } from './scenarios/starts.ts'
import type { Setup } from './setups.ts'
import type { Sizes } from './sizes.ts'

/** Everything that is measured on one set-up, each run from an empty home. */
export async function measureSetup(
  setup: Setup,
  sizes: Sizes,
  progress: (what: string) => void,
): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (let run = 1; run <= sizes.runs; run++) {
    progress(`${setup.name}: run ${run} of ${sizes.runs}`)
    for (const play of ['conversation', 'clicking'] as const) {
      measured.push(...(await setup.inNewHome((home) => playInProcess({ play, home, sizes }))))
    }
  }
  progress(`${setup.name}: starting on nothing`)
  for (let start = 0; start < sizes.coldStarts; start++) {
    measured.push(await setup.inNewHome((home) => startedAs('cold start to ready', home)))
  }
  measured.push(...(await setup.inNewHome((home) => inGrownLog(home, sizes, progress))))
  return merge(measured)
}

async function inGrownLog(home: Home, sizes: Sizes, progress: (what: string) => void): Promise<readonly Measurement[]> {
  const conversations = `${sizes.conversations.toLocaleString('en')} conversations`
  progress(`… a log of ${conversations}`)
  const opened = await openStore(home)
  const measured = [...(await eventLog(opened, sizes).finally(() => opened.store.close()))]
  progress(`… starting on ${conversations}`)
  for (let start = 0; start < sizes.warmStarts; start++) {
    measured.push(await startedAs(`warm start to ready, ${conversations} in the log`, home))
  }
  return [...measured, ...(await playInProcess({ play: 'grown', home, sizes }))]
}

async function startedAs(name: string, home: Home): Promise<Measurement> {
  return oneRun(name, 'ms', await timeStart(home))
}

function openStore({ folder, env }: Home): Promise<OpenStore<ShipmateEvent>> {
  const { DATABASE_URL: url } = env
  return url === undefined ? openEmbeddedStore({ folder, projections }) : openPostgresStore({ url, projections })
}
