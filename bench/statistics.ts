/** The value below which this share of the samples lies, by the nearest rank: always one that was really measured. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  if (value === undefined) throw new RangeError('there is nothing to take a percentile of')
  return value
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}
