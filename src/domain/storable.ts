/**
 * A text as every database keeps it: without NUL, and with a sign in place of half a surrogate pair. PostgreSQL takes both
 * inside JSON, and fails at each later look into it.
 */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

/** Whether all texts of a value are, names of properties included. Whatever its depth. */
export function isStorable(value: unknown): boolean {
  const left = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string' && storable(one) !== one) return false
    if (typeof one !== 'object' || one === null) continue
    for (const [name, held] of Object.entries(one)) left.push(name, held)
  }
  return true
}
