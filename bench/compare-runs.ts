import type { Figure } from './measurement.ts'
import type { Run } from './saved-figures.ts'
import { aligned } from './table.ts'

/** What is worse than this is no longer chance, even on a machine with others on it. */
export const WORSE = 1.5

export interface Ratio {
  readonly setup: string
  readonly name: string
  /** How many times as bad as what was saved; below 1 it is better. */
  readonly ratio: number
}

/** Of each figure that both runs have. */
export function compareRuns(saved: Run, now: Run): readonly Ratio[] {
  const slower = now.referenceMs / saved.referenceMs
  return now.setups.flatMap(({ setup, figures }) => {
    const before = saved.setups.find((one) => one.setup === setup)?.figures ?? []
    return figures.flatMap((figure) => {
      const then = before.find(({ name }) => name === figure.name)
      return then ? [{ setup, name: figure.name, ratio: worseness(then, figure, slower) }] : []
    })
  })
}

/** @param slower How many times as long as then this machine takes for the same work. */
function worseness(then: Figure, now: Figure, slower: number): number {
  switch (now.unit) {
    case 'ms':
      return now.value / then.value / slower
    case 'per s':
      return then.value / now.value / slower
    case 'MB':
      return now.value / then.value
    case 'answers':
      // One late answer where there was none is worse.
      return (now.value + 1) / (then.value + 1)
  }
}

export function isWorse({ name, ratio }: Ratio): boolean {
  // A handful of answers, which others on the machine made slow: the same code twice came to 1.6 times.
  if (name.endsWith(', p99')) return false
  // What cannot be compared did not pass.
  return !(ratio <= WORSE)
}

export function drawRatios(ratios: readonly Ratio[], saved: Run, now: Run): string {
  const rows = ratios.map((one) => [
    `${one.setup}: ${one.name}`,
    `${one.ratio.toFixed(2)} times`,
    isWorse(one) ? 'WORSE' : '',
  ])
  const worse = ratios.filter(isWorse).length
  const slower = (now.referenceMs / saved.referenceMs).toFixed(2)
  return [
    ...aligned([['against the saved figures, above 1 is worse', '', ''], ...rows]).map((row) => row.trimEnd()),
    '',
    `This machine takes ${slower} times as long as then for the reference; times and rates are put right by that.`,
    `${worse} of ${ratios.length} figures are more than ${WORSE} times as bad as the saved ones. A p99 is not judged.`,
  ].join('\n')
}
