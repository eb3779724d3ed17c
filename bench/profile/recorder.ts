import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import { type Window, within } from './self-times.ts'
import { type Asked, watchStatements } from './statements.ts'

export interface Recorded {
  readonly asked: readonly Asked[]
  readonly profile: Profiler.Profile
}

/** Takes down what happens in this process, in the moments that count. */
export interface Recorder {
  /** Hands over a function that runs what counts; the rest only prepares it. */
  record(play: (counts: <Result>(work: () => Promise<Result>) => Promise<Result>) => Promise<void>): Promise<Recorded>
}

const SAMPLED_EVERY_US = 200

export function createRecorder(): Recorder {
  const all = watchStatements()
  return {
    async record(play) {
      const session = new Session()
      session.connect()
      await session.post('Profiler.enable')
      await session.post('Profiler.setSamplingInterval', { interval: SAMPLED_EVERY_US })
      const windows: Window[] = []
      const asked: Asked[] = []
      await session.post('Profiler.start')
      await play(async (work) => {
        const [from, first] = [now(), all.length]
        const result = await work()
        windows.push([from, now()])
        asked.push(...all.slice(first))
        return result
      })
      const { profile } = await session.post('Profiler.stop')
      session.disconnect()
      return { asked, profile: within(profile, windows) }
    },
  }
}

/** The profiler's clock. */
function now(): number {
  return Number(process.hrtime.bigint() / 1_000n)
}
