import type { Problem, Problems } from './problem.ts'

interface Nested {
  _errors?: { code: string; message: string }[]
  [part: string]: unknown
}

/** Discord's answer to a body that breaks its rules: each problem at its place in `errors`. */
export function invalidFormBody(found: Problems): object {
  const errors: Nested = {}
  for (const one of found) {
    const place = placeOf(errors, one)
    place._errors = [...(place._errors ?? []), { code: one.code, message: one.message }]
  }
  return { message: 'Invalid Form Body', code: 50035, errors }
}

function placeOf(errors: Nested, { path }: Problem): Nested {
  let place = errors
  for (const part of path) {
    const next = (place[part] ?? {}) as Nested
    place[part] = next
    place = next
  }
  return place
}

/** One line a problem, for tests that check what would be sent. */
export function described(found: Problems): readonly string[] {
  return found.map(({ path, code, message }) => `${path.join('.')}[${code}]: ${message}`)
}
