const PAIR = /^([A-Za-z_][\w-]{0,59})=(.*)$/
const NAME = /^[A-Za-z_][\w-]{0,59}$/

/** What a line that a command prints says of itself: `name=value`, or a JSON object of plain values; nothing else. */
export function saidOutputs(line: string): readonly (readonly [string, string])[] {
  const text = line.trim()
  const [, name, value] = PAIR.exec(text) ?? []
  if (name !== undefined) return [[name, value ?? '']]
  if (!text.startsWith('{')) return []
  try {
    const fields = Object.entries(JSON.parse(text) as object)
    return fields.flatMap(([key, field]) =>
      NAME.test(key) && ['string', 'number', 'boolean'].includes(typeof field) ? [[key, String(field)] as const] : [],
    )
  } catch {
    return []
  }
}
