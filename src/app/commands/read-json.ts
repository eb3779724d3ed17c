/**
 * Reads JSON that says everything once. `JSON.parse` takes the last of two fields with one name, and what the others said
 * would be gone without a word.
 * @throws {SyntaxError} for what is no JSON, or says something twice.
 */
export function readJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (keysWritten(text) !== keysOf(value)) throw new SyntaxError('a key comes twice in one object')
  return value
}

/** In valid JSON only a key is followed by a colon. */
function keysWritten(text: string): number {
  let count = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?/g)) if (token.endsWith(':')) count += 1
  return count
}

/** Without recursion: how deep it is has not been looked at yet. */
function keysOf(value: unknown): number {
  const open: unknown[] = [value]
  let count = 0
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const parts = Object.values(next)
    if (!Array.isArray(next)) count += parts.length
    for (const part of parts) open.push(part)
  }
  return count
}
