import type { Played } from './plays.ts'
import { selfTimes } from './self-times.ts'

const TOP = 25
const LONGEST_STATEMENT = 110

/** What one message, or one press, asks of the database and of the processor; the profiler itself takes some of it. */
export function describe({ what, times, asked, profile, processorMs }: Played, root: string): string {
  const statements = [...Map.groupBy(asked, ({ text }) => text)]
    .map(([text, all]) => ({ text, count: all.length, ms: sum(all.map(({ ms }) => ms)) }))
    .sort((a, b) => b.count - a.count || b.ms - a.ms)
  const functions = selfTimes(profile, root)
  const busy = sum(functions.map(({ ms }) => ms))
  const each = (value: number): string => (value / times).toFixed(2)
  return [
    `== ${what}: ${each(asked.length)} statements and ${each(processorMs)} ms of processor time each`,
    line('times', 'ms', 'statement'),
    ...statements.map(({ text, count, ms }) => line(each(count), each(ms), text.slice(0, LONGEST_STATEMENT))),
    '',
    line('ms', 'share', 'function'),
    ...functions.slice(0, TOP).map(({ name, ms }) => line(each(ms), `${((100 * ms) / busy).toFixed(1)} %`, name)),
  ].join('\n')
}

function line(first: string, second: string, what: string): string {
  return `${first.padStart(8)}  ${second.padStart(8)}  ${what}`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
