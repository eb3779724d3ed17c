import type { Figure } from '../measurement.ts'
import { aligned, cellOf } from '../table.ts'
import type { Grown } from './measure-size.ts'

/** Sizes side by side, and how many times as much the largest log takes as the smallest. */
export function drawGrowth(grown: readonly Grown[]): string {
  const [smallest] = grown
  const largest = grown.at(-1)
  if (!smallest || !largest) return ''
  const names = smallest.figures.map(({ name }) => name)
  const rows = names.map((name) => [
    name,
    ...grown.map((one) => cellOf(figureOf(one, name))),
    `${times(smallest, largest, name).toFixed(2)} times`,
  ])
  return aligned([
    ['events in the log', ...grown.map(({ events }) => events.toLocaleString('en')), ''],
    ...rows,
    ['reference', ...grown.map(({ referenceMs }) => `${referenceMs.toFixed(0)} ms`), ''],
  ]).join('\n')
}

function figureOf({ figures }: Grown, name: string): Figure | undefined {
  return figures.find((one) => one.name === name)
}

/** Waits are in proportion to what the same work took meanwhile: others on the machine come and go. */
function times(smallest: Grown, largest: Grown, name: string): number {
  const [before, after] = [figureOf(smallest, name), figureOf(largest, name)]
  if (!before || !after) return Number.NaN
  const isWait = before.unit === 'ms' && !name.includes('processor time')
  const slower = isWait ? largest.referenceMs / smallest.referenceMs : 1
  return after.value / before.value / slower
}
