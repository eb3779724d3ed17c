import type { Machine } from './machine.ts'
import { type Figure, figuresOf, type Measurement, type Unit } from './measurement.ts'

/** One set-up's column. */
export interface Column {
  readonly setup: string
  /** Or why there are none. */
  readonly measured: readonly Measurement[] | { readonly notMeasured: string }
}

/** The figures of all set-ups side by side, for people. */
export function drawTable(columns: readonly Column[], machine: Machine): string {
  const figures = columns.map(({ measured }) => (isMeasured(measured) ? measured.flatMap(figuresOf) : []))
  const names = [...new Set(figures.flat().map(({ name }) => name))]
  const rows = names.map((name) => [name, ...figures.map((column) => cellOf(column.find((one) => one.name === name)))])
  const header = ['', ...columns.map(({ setup }) => setup)]
  const notes = columns.flatMap(({ setup, measured }) =>
    isMeasured(measured) ? [] : [`${setup}: not measured, since ${measured.notMeasured}`],
  )
  return [...aligned([header, ...rows]), '', ...notes, ...describe(machine)].join('\n')
}

export function isMeasured(measured: Column['measured']): measured is readonly Measurement[] {
  return !('notMeasured' in measured)
}

export function cellOf(figure: Figure | undefined): string {
  return figure === undefined ? '–' : `${numeral(figure)} ${figure.unit}`
}

const DIGITS: Readonly<Record<Unit, number>> = { ms: 1, 'per s': 0, MB: 0, answers: 0 }

function numeral({ value, unit }: Figure): string {
  const maximumFractionDigits = value >= 100 ? 0 : DIGITS[unit]
  return value.toLocaleString('en', { maximumFractionDigits })
}

/** Cells in columns: the first to the left, figures to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('   '),
  )
}

function describe(machine: Machine): readonly string[] {
  const servers =
    machine.postgres === undefined ? [] : [`PostgreSQL ${machine.postgres}`, `Redis ${machine.redis ?? 'unknown'}`]
  return [
    `${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB, ${machine.system}; load before: ${machine.loadBefore}`,
    [`Node ${machine.node}`, `PGlite ${machine.pglite}`, ...servers].join(', '),
  ]
}
