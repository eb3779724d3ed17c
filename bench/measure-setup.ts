import { stopAll } from '../adapters/local-host/host-client.ts'
import type { Home } from './bench-bot.ts'
import { type Measurement, merge, oneRun } from './measurement.ts'
import { openStore } from './open-store.ts'
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
    measured.push(...(await inNewHome(setup, (home) => fromNothing(home, sizes))))
  }
  measured.push(...(await inNewHome(setup, (home) => inGrownLog(home, sizes, progress))))
  return merge(measured)
}

async function fromNothing(home: Home, sizes: Sizes): Promise<readonly Measurement[]> {
  const coldStart = await startedAs('cold start to ready', home)
  const conversation = await playInProcess({ play: 'conversation', home, sizes })
  return [...conversation, ...(await playInProcess({ play: 'clicking', home, sizes })), coldStart]
}

/** What the bot has deployed would go on without it. */
function inNewHome<Result>(setup: Setup, use: (home: Home) => Promise<Result>): Promise<Result> {
  return setup.inNewHome((home) => use(home).finally(() => stopAll(home.folder)))
}

async function inGrownLog(home: Home, sizes: Sizes, progress: (what: string) => void): Promise<readonly Measurement[]> {
  const conversations = `${sizes.conversations.toLocaleString('en')} conversations`
  progress(`… a log of ${conversations}`)
  const opened = await openStore(home)
  const measured = [...(await eventLog(opened, sizes).finally(() => opened.store.close()))]
  progress(`… starting on ${conversations}`)
  // The first start also starts the local host, which the others find running.
  await timeStart(home)
  for (let start = 0; start < sizes.warmStarts; start++) {
    measured.push(await startedAs(`warm start to ready, ${conversations} in the log`, home))
  }
  return [...measured, ...(await playInProcess({ play: 'grown', home, sizes }))]
}

async function startedAs(name: string, home: Home): Promise<Measurement> {
  return oneRun(name, 'ms', await timeStart(home))
}
