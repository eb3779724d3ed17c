/** A value taken apart at its last number, and how to put it together with another one. */
interface Countable {
  readonly number: number
  /** Nothing when the number is negative in a text or no longer safe. */
  at(number: number): string | number | undefined
}

/** Digits beyond these are not counted with safely. */
const NUMBERED = /^([\s\S]*?)(\d{1,15})(\D*)$/

export function splitNumber(value: string | number): Countable | undefined {
  if (typeof value === 'number')
    return { number: value, at: (number) => (Number.isSafeInteger(number) ? number : undefined) }
  const [, before, digits, after] = NUMBERED.exec(value) ?? []
  if (before === undefined || digits === undefined || after === undefined) return undefined
  return {
    number: Number(digits),
    at: (number) => (number < 0 ? undefined : `${before}${String(number).padStart(digits.length, '0')}${after}`),
  }
}
