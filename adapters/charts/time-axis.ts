import type { Layer } from './frame.ts'

const DAY_MS = 86_400_000
/** Up to so long, times of day say more than days. */
const TIMES_OF_DAY_MS = 2 * DAY_MS
const BOTH_MS = 5 * DAY_MS
const MOST_LABELS = 8

export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

/** From the first instant to the last; a minute around a single one, so that it has a width. */
export function spanOf(instants: readonly number[]): Span {
  const from = instants.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY)
  const until = instants.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY)
  if (!Number.isFinite(from)) return { from: 0, until: 60_000 }
  return from === until ? { from: from - 30_000, until: until + 30_000 } : { from, until }
}

/** An axis of instants in UTC, which it names. Written in digits: the same in every language. */
export function timeAxis({ from, until }: Span): Layer {
  const length = until - from
  const format = length <= TIMES_OF_DAY_MS ? '%H:%M' : length <= BOTH_MS ? '%m-%d %H:%M' : '%m-%d'
  return {
    ...{ field: 'at', type: 'temporal', scale: { type: 'utc', domainMin: from, domainMax: until, nice: false } },
    axis: { format, tickCount: MOST_LABELS, grid: true, title: titleOf(from, until, length) },
  }
}

function titleOf(from: number, until: number, length: number): string {
  const parts = length <= TIMES_OF_DAY_MS ? 10 : 4
  const names = [from, until].map((at) => new Date(at).toISOString().slice(0, parts))
  return `${[...new Set(names)].join(' – ')} · UTC`
}

/** 2200: what is later, or before 1970, was not measured by anybody. */
const LATEST = Date.UTC(2200)

/** Undefined for what is no instant. */
export function instantOf(iso: string): number | undefined {
  const at = Date.parse(iso)
  return at >= 0 && at < LATEST ? at : undefined
}
