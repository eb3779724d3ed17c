import { median, percentile } from './statistics.ts'

export type Unit = 'ms' | 'per s' | 'MB' | 'answers'

/** What was measured of one thing, over all runs. */
export interface Measurement {
  readonly name: string
  readonly unit: Unit
  /**
   * `latency`: each value is one answer, and the slow ones count. `runs`: each value is one run. `total`: the same, and one
   * bad run is not to be lost in the median.
   */
  readonly kind: 'latency' | 'runs' | 'total'
  readonly values: readonly number[]
}

/** One number for people. */
export interface Figure {
  readonly name: string
  readonly unit: Unit
  readonly value: number
  /** How many values are behind it. */
  readonly of: number
}

export function latency(name: string, values: readonly number[]): Measurement {
  return { name, unit: 'ms', kind: 'latency', values }
}

export function oneRun(name: string, unit: Unit, value: number): Measurement {
  return { name, unit, kind: 'runs', values: [value] }
}

export function total(name: string, unit: Unit, value: number): Measurement {
  return { name, unit, kind: 'total', values: [value] }
}

/** Values of one name in the order of first appearance, over all runs. */
export function merge(measurements: readonly Measurement[]): readonly Measurement[] {
  const byName = Map.groupBy(measurements, ({ name }) => name)
  return [...byName.values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, values: same.flatMap(({ values }) => values) }] : []
  })
}

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const

export function figuresOf({ name, unit, kind, values }: Measurement): readonly Figure[] {
  switch (kind) {
    case 'latency':
      return Object.entries(SHARES).map(([share, part]) => ({
        name: `${name}, ${share}`,
        unit,
        value: percentile(values, part),
        of: values.length,
      }))
    case 'runs':
      return [{ name, unit, value: median(values), of: values.length }]
    case 'total':
      return [{ name, unit, value: values.reduce((sum, value) => sum + value, 0), of: values.length }]
  }
}
