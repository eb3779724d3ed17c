/** Whatever a reader could take for a number or an offset from the base time, well formed or not. */
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?d?$/

export function looksNumeric(text: string): boolean {
  const first = text.charCodeAt(0)
  // Digits, and `+ , - .` beside them: anything else is settled without the expression.
  return first <= 57 && first >= 43 && NUMERIC.test(text)
}

/** As JavaScript writes it, without the zero before a point: that saves two tokens of four. */
export function writeNumber(value: number): string {
  const text = String(value)
  if (Number.isInteger(value)) return text
  if (text.startsWith('0.')) return text.slice(1)
  return text.startsWith('-0.') ? `-${text.slice(2)}` : text
}

/** Fifteen digits or fewer always come back as they were. */
const CERTAIN = /^-?(?:[1-9]\d{0,14}|(?:[1-9]\d{0,8})?\.\d{0,5}[1-9])$/

/** Nothing when the text is not exactly what `writeNumber` gives. */
export function readNumber(text: string): number | undefined {
  if (CERTAIN.test(text)) return Number(text)
  const value = Number(text)
  return Number.isFinite(value) && writeNumber(value) === text ? value : undefined
}

/** Most numbers are whole and small, and this is quicker; less than zero for all others. */
export function smallCount(text: string): number {
  const { length } = text
  if (length === 0 || length > 9 || (length > 1 && text.charCodeAt(0) === 48)) return -1
  let count = 0
  for (let index = 0; index < length; index += 1) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return -1
    count = count * 10 + digit
  }
  return count
}
