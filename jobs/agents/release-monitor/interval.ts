/** Standard deviations that leave 1 % outside, on one side. */
export const Z_99 = 2.326

/** What a share may be, given how often something was seen. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Wilson's score interval for a share (E. B. Wilson, 1927, JASA 22, 209–212), each bound with the confidence that belongs
 * to `z`. Nothing seen at all leaves everything possible.
 */
export function wilson(seen: number, of: number, z: number): Interval {
  if (of === 0) return { low: 0, high: 1 }
  const share = seen / of
  const spread = (z * z) / of
  const middle = share + spread / 2
  const half = z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))
  return {
    low: Math.max(0, (middle - half) / (1 + spread)),
    high: Math.min(1, (middle + half) / (1 + spread)),
  }
}
