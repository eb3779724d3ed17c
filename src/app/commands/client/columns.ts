import stringWidth from 'string-width'

/** Cells under each other, with two spaces between columns. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => stringWidth(row[index] ?? ''))))
  const padded = (cell: string, index: number): string => cell + ' '.repeat((widths[index] ?? 0) - stringWidth(cell))
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n')
}
