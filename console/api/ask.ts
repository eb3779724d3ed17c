import { problemFrom, unreachable } from './problem.ts'

const API = '/api/v1'
const NOT_AUTHENTICATED = 401
/** Given once, at the login: a page of another port has the cookie too, but not this. */
const CSRF_KEY = 'shipmate.csrf'

interface Sent {
  readonly body?: object
  /** Sent again under the same key, it is not done again. */
  readonly key?: string
}

/** Hears that nobody is logged in any more. */
let loggedOut = (): void => {}
export function onLoggedOut(hear: () => void): void {
  loggedOut = hear
}

/**
 * Looks something up: `look<Answer>('/services')`. The browser keeps what has not changed, by its ETag.
 * @throws {Problem}
 */
export function look<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return ask(path, { ...(signal && { signal }) })
}

/**
 * Asks for something to be done.
 * @throws {Problem}
 */
export function send<Answer>(method: 'POST' | 'DELETE', path: string, { body, key }: Sent = {}): Promise<Answer> {
  return ask(path, {
    method,
    headers: {
      'x-csrf-token': localStorage.getItem(CSRF_KEY) ?? '',
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(API + path, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw unreachable(init.method === undefined ? 'look' : 'send')
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body as Answer
  const problem = problemFrom(response.status, body)
  if (problem.status === NOT_AUTHENTICATED) loggedOut()
  throw problem
}
