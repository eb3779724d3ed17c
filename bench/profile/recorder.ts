import type { Profiler } from 'node:inspector'
import { Session } from 'node:inspector/promises'
import { type Window, within } from './self-times.ts'
import { type Asked, watchStatements } from './statements.ts'

export interface Recorded {
  readonly asked: readonly Asked[]
  readonly profile: Profiler.Profile
  /** Of all threads. Unlike the profile's times it does not grow while others have the processor. */
  readonly processorMs: number
}

/** Takes down what happens in this process, in the moments that count. */
export interface Recorder {
  /** Hands over a function that runs what counts; the rest only prepares it. */
  record(play: (counts: <Result>(work: () => Promise<Result>) => Promise<Result>) => Promise<void>): Promise<Recorded>
}

/** More often it takes as much processor time as the bot itself. */
const SAMPLED_EVERY_US = 1_000

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
      let processorUs = 0
      await session.post('Profiler.start')
      await play(async (work) => {
        const [from, first, before] = [now(), all.length, process.cpuUsage()]
        const result = await work()
        const { user, system } = process.cpuUsage(before)
        processorUs += user + system
        windows.push([from, now()])
        asked.push(...all.slice(first))
        return result
      })
      const { profile } = await session.post('Profiler.stop')
      session.disconnect()
      return { asked, profile: within(profile, windows), processorMs: processorUs / 1_000 }
    },
  }
}

/** The profiler's clock. */
function now(): number {
  return Number(process.hrtime.bigint() / 1_000n)
}
