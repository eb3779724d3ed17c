/** The same value with secrets taken out of every text in it. */
export function withoutSecrets<Value>(value: Value, redact: (text: string) => string): Value {
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part)
    if (Array.isArray(part)) return part.map(clean)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, clean(inner)]))
  }
  return clean(value) as Value
}
