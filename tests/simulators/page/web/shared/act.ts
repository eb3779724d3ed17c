import type { Answer } from '../../../person.ts'

export type Platform = 'slack' | 'discord'

/** Platforms show a failure when an app has not answered after 3 seconds; the page waits a moment longer. */
const ANSWERED_WITHIN_MS = 4_000
const FAILED = { kind: 'failed' } as const

export const post = (path: string, body: unknown = []): Promise<Response> =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/**
 * Does something as a person: a method of `SimulatedPerson` with its arguments.
 * @throws with the words of the platform's client where it would not let them.
 */
export async function act<Result = Answer>(
  platform: Platform,
  person: string,
  deed: string,
  ...given: readonly unknown[]
): Promise<Result | typeof FAILED> {
  const response = await fetch(`/${platform}/people/${person}/${deed}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  }).catch((error: unknown) => {
    if (error instanceof DOMException) return undefined
    throw error
  })
  if (response === undefined) return FAILED
  const { result, error } = (await response.json()) as { readonly result?: Result; readonly error?: string }
  if (error !== undefined) throw new Error(error)
  return result as Result
}
