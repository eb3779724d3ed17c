import { Secret } from './secret.ts'

/** Hiding a shorter value would blot out ordinary words all over the log. */
const SHORTEST_HIDDEN = 4

/** The values of all secrets found in some data, with the passwords that stand in URLs on their own as well. */
export function secretValues(data: unknown): readonly string[] {
  if (data instanceof Secret) return withPassword(data.reveal())
  if (data === null || typeof data !== 'object') return []
  return Object.values(data).flatMap(secretValues)
}

/** Drivers name the password without its URL in their errors. */
function withPassword(value: string): readonly string[] {
  const password = URL.parse(value)?.password ?? ''
  return [value, password, decoded(password)].filter((form) => form.length >= SHORTEST_HIDDEN)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
