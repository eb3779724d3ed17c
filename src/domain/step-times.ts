import type { DeployPhase } from './release.ts'

/** When something started and ended: ISO 8601 in UTC. */
export interface TimeTaken {
  readonly startedAt: string
  readonly endedAt?: string
}

/** By step, and by phase of a deployment. */
export type StepTimes = Readonly<Record<string, TimeTaken>>

type Told =
  | { readonly type: 'run.step.started'; readonly step: string }
  | { readonly type: 'run.step.progressed'; readonly step: string; readonly phase: DeployPhase }
  | { readonly type: 'run.step.completed' | 'run.step.failed' | 'run.step.cancelled'; readonly step: string }

/** @param at When it happened. */
export function evolveTimes(times: StepTimes, body: Told, at: string): StepTimes {
  switch (body.type) {
    // One that was paused, and continues, started when it started first.
    case 'run.step.started':
      return times[body.step] && !times[body.step]?.endedAt ? times : { ...times, [body.step]: { startedAt: at } }
    // A phase ends when the next is reached.
    case 'run.step.progressed':
      return { ...endedAll(times, at, (name) => name !== body.step), [body.phase]: { startedAt: at } }
    case 'run.step.completed':
    case 'run.step.failed':
    case 'run.step.cancelled':
      return endedAll(times, at, () => true)
  }
}

function endedAll(times: StepTimes, at: string, isMeant: (name: string) => boolean): StepTimes {
  return Object.fromEntries(
    Object.entries(times).map(([name, time]) => [
      name,
      time.endedAt === undefined && isMeant(name) ? { ...time, endedAt: at } : time,
    ]),
  )
}

/** In milliseconds, until now where it is not over; undefined where it has not started, or nobody says what time it is. */
export function takenMs(time: TimeTaken | undefined, now?: Date): number | undefined {
  if (!time) return undefined
  const end = time.endedAt === undefined ? now?.getTime() : Date.parse(time.endedAt)
  return end === undefined ? undefined : Math.max(0, end - Date.parse(time.startedAt))
}
