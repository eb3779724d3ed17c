import type { ModelDay } from '../../../domain/model-days.ts'

const HEADING = ['Day', 'For', 'Answers', 'Tokens in', 'As JSON', 'Saved', '', 'Tokens out'] as const

/** A table for people: a row for each day and use, and one for them all. */
export function daysText(days: readonly ModelDay[], from: string): string {
  if (days.length === 0) return `${from}\nNo language model has answered yet.`
  const all = days.reduce(together)
  const total = days.length > 1 ? [['all', '', ...cellsOf(all)]] : []
  const rows = [HEADING, ...days.map((day) => [day.day, day.use, ...cellsOf(day)]), ...total]
  const note =
    'Tokens in and out are the providers’ own counts where they give any; the cost of compact JSON is estimated.'
  return [from, '', ...aligned(rows), '', note].join('\n')
}

function together(some: ModelDay, other: ModelDay): ModelDay {
  return {
    ...some,
    calls: some.calls + other.calls,
    tokensIn: some.tokensIn + other.tokensIn,
    tokensOut: some.tokensOut + other.tokensOut,
    tokensAsJson: some.tokensAsJson + other.tokensAsJson,
  }
}

function cellsOf({ calls, tokensIn, tokensOut, tokensAsJson }: ModelDay): readonly string[] {
  const saved = tokensAsJson - tokensIn
  const share = tokensAsJson === 0 ? 0 : (100 * saved) / tokensAsJson
  return [...[calls, tokensIn, tokensAsJson, saved].map(figure), `${share.toFixed(1)} %`, figure(tokensOut)]
}

const figure = (value: number): string => value.toLocaleString('en')

/** Names to the left, figures to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADING.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0
    return column < 2 ? text.padEnd(width) : text.padStart(width)
  }
  return rows.map((row) => row.map(cell).join('  ').trimEnd())
}
