/** Whole numbers stay exact: they may be ids or counts. */
export function roundTo(value: number, digits: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(digits))
}
