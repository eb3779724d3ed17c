import type { ProgressStep } from '../../src/domain/card.ts'

/** Before the name of a step, on platforms that show emoji. */
export const STEP_MARKS = { done: '✅', active: '⏳', pending: '▫️', failed: '❌' } as const satisfies Record<
  ProgressStep['state'],
  string
>

/** 0.29 × 100 is a little less than 29. */
const FLOAT_ERROR = 1e-9

/** @param share From 0 to 1; anything else is taken as the nearest of these. Rounded down: nothing is whole before it is. */
export function percentOf(share: number): number {
  return Math.floor(within01(share) * 100 + FLOAT_ERROR)
}

/** A bar of so many cells. Only the whole share fills the last one. */
export function progressBar(
  share: number,
  cells: number,
): { readonly full: number; readonly empty: number; readonly percent: string } {
  const percent = percentOf(share)
  const full = Math.floor((percent * cells) / 100)
  return { full, empty: cells - full, percent: `${percent} %` }
}

const within01 = (share: number): number => (Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share)))
