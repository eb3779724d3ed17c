import type { Home } from '../bench-bot.ts'
import { type Measurement, oneRun } from '../measurement.ts'
import { openStore } from '../open-store.ts'

/** All documents folded again from the first event on, and the most memory that it takes. */
export async function rebuilding(home: Home): Promise<readonly Measurement[]> {
  const { store } = await openStore(home)
  const opened = process.resourceUsage().maxRSS
  const began = performance.now()
  await store.rebuild()
  const took = performance.now() - began
  const most = process.resourceUsage().maxRSS
  await store.close()
  return [
    oneRun('rebuild of all documents', 'ms', took),
    oneRun('… most memory before it', 'MB', opened / 1024),
    oneRun('… and during it', 'MB', most / 1024),
  ]
}
