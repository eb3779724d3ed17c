import { FORMAT_NAMES } from './formats.ts'
import { type Measured, meanSaved } from './measure.ts'

/** Tokens of each payload in each format, and what the last two save. */
export function tokenTable(title: string, measured: readonly Measured[]): string {
  const head = ['', ...FORMAT_NAMES, 'prompt < TOON', 'wire < JSON']
  const rows = measured.map(({ payload, tokens }) => [
    payload,
    ...FORMAT_NAMES.map((name) => String(tokens[name])),
    percent(100 * (1 - tokens.prompt / tokens.TOON)),
    percent(100 * (1 - tokens.wire / tokens['JSON compact'])),
  ])
  return `${title}\n${aligned([head, ...rows])}`
}

/** Mean savings of both profiles. */
export function summary(measured: readonly Measured[]): string {
  const than = ['TOON', 'JSON compact', 'JSON pretty', 'YAML'] as const
  const line = (profile: 'prompt' | 'wire'): string =>
    `  ${profile} saves ${than.map((name) => `${percent(meanSaved(measured, profile, name))} of ${name}`).join(', ')}`
  return `${line('prompt')}\n${line('wire')}`
}

export function percent(share: number): string {
  return `${share.toFixed(1)} %`
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n')
}
