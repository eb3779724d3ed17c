import type { ProgressStep } from '../domain/card.ts'
import { hasEnded, type Run, timesOf } from '../domain/run.ts'
import { takenMs } from '../domain/step-times.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime, duration } from './words.ts'

/** How fast a run is, and how fast such runs usually are. */
export interface Pace {
  /** By step and by phase, in milliseconds; without those that are not known. */
  readonly usualMs: ReadonlyMap<string, number>
  /** Only for a card that is read at this moment: one that stays would be wrong a minute later. */
  readonly now?: Date
}

export const NO_PACE: Pace = { usualMs: new Map() }

/** What a card shows of a step, with what it is known by. */
export interface ShownStep extends ProgressStep {
  readonly id: string
}

/** Shorter durations are not shown. */
const LEAST_MS = 1_000

/** `12 s`, `since 14:05 UTC · usually 40 s`, `50 s · longer than usual (usually 40 s)`. */
export function paceNote(run: Run, { id, state }: ShownStep, { usualMs, now }: Pace, texts: Texts): string | undefined {
  const time = timesOf(run)[id]
  if (!time || state === 'pending') return undefined
  const words = texts.runs.pace
  const ms = takenMs(time, state === 'active' ? now : undefined)
  const usual = usualMs.get(id)
  if (state !== 'active') return ms === undefined || ms < LEAST_MS ? undefined : duration(ms)
  const sofar = ms === undefined ? words.since({ time: clockTime(time.startedAt) }) : duration(ms)
  if (usual === undefined || usual < LEAST_MS) return sofar
  const usually = ms !== undefined && ms > usual ? words.longer : words.usually
  return `${sofar} · ${usually({ time: duration(usual) })}`
}

/** 0.29 × 100 is a little less than 29. */
const FLOAT_ERROR = 1e-9

/** By time where that is known of all steps, by steps otherwise; undefined for what is over, and what has not started. */
export function paceShare(run: Run, steps: readonly ShownStep[], pace: Pace): number | undefined {
  if (hasEnded(run) || run.startedAt === undefined) return undefined
  const done = steps.filter(({ state }) => state === 'done').length / steps.length
  const left = leftMs(run, steps, pace)
  const all = [...steps].reduce((total, { id }) => total + (pace.usualMs.get(id) ?? 0), 0)
  const share = left === undefined || all === 0 ? done : 1 - left / all
  // Nothing is whole before it is.
  return Math.floor(Math.min(1, Math.max(0, share)) * 100 + FLOAT_ERROR) / 100
}

/** `About 1 min left.` Only for a card that is read at this moment. */
export function timeLeft(run: Run, steps: readonly ShownStep[], pace: Pace, texts: Texts): string | undefined {
  if (!pace.now || hasEnded(run) || run.startedAt === undefined) return undefined
  const left = leftMs(run, steps, pace)
  if (left === undefined || left < LEAST_MS) return undefined
  return texts.runs.pace.left({ time: rounded(left) })
}

/** Undefined where a step that is not over has never been timed, or takes longer than it usually does. */
function leftMs(run: Run, steps: readonly ShownStep[], { usualMs, now }: Pace): number | undefined {
  const times = timesOf(run)
  let left = 0
  for (const { id, state } of steps) {
    if (state === 'done') continue
    const usual = usualMs.get(id)
    const sofar = takenMs(times[id], now) ?? 0
    if (usual === undefined || sofar > usual) return undefined
    left += usual - sofar
  }
  return left
}

/** Rounds to 5 s, 30 s or 1 min, by size. */
function rounded(ms: number): string {
  const step = ms < 60_000 ? 5_000 : ms < 600_000 ? 30_000 : 60_000
  return duration(Math.max(step, Math.round(ms / step) * step))
}
