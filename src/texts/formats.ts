/** How a language writes lists, quotations and numbers. */
export interface Formats {
  /** `a`, `a or b`, `a, b or c`. */
  anyOf(names: readonly string[]): string
  /** `a`, `a and b`, `a, b and c`. */
  allOf(names: readonly string[]): string
  quoted(text: string): string
  number(value: number, options?: Intl.NumberFormatOptions): string
}

/** @param quotes What stands before and after a quotation. */
export function formatsFor(locale: string, [before, after]: readonly [string, string]): Formats {
  const either = new Intl.ListFormat(locale, { type: 'disjunction' })
  const all = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    anyOf: (names) => either.format(names),
    allOf: (names) => all.format(names),
    quoted: (text) => `${before}${text}${after}`,
    number: (value, options) => value.toLocaleString(locale, options),
  }
}
