/** Whole offsets or numbers in every row: what can be counted with. */
export function wholeNumbers(cells: readonly string[], sign: '+' | ''): readonly number[] | undefined {
  const numbers: number[] = []
  for (const cell of cells) {
    if (!cell.startsWith(sign)) return undefined
    const digits = cell.slice(sign.length)
    const number = /^-?\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN
    if (String(number) !== digits) return undefined
    numbers.push(number)
  }
  return numbers.length > 1 ? numbers : undefined
}
