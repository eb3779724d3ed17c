import type { UserId } from '../../src/domain/ids.ts'
import { consoleLogins, type LoginParts } from '../../src/logins/console-logins.ts'

/** What a page of the console sends along once its person has signed in. */
export interface SignedIn {
  readonly origin: string
  readonly cookie: string
  readonly 'x-csrf-token': string
}

/**
 * Signs somebody in to the console of a running server, as a browser does with their link.
 * @param base Its address, such as `http://127.0.0.1:3000`.
 */
export async function signIn(base: string, parts: LoginParts, user: UserId): Promise<SignedIn> {
  const { code } = await consoleLogins(parts).offer(user, 'terminal')
  const answer = await fetch(`${base}/api/v1/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base },
    body: JSON.stringify({ code }),
  })
  if (!answer.ok) throw new Error(`signing in was answered with ${answer.status}: ${await answer.text()}`)
  const { csrf } = (await answer.json()) as { csrf: string }
  const [set = ''] = answer.headers.getSetCookie()
  return { origin: base, cookie: set.split(';', 1)[0] ?? '', 'x-csrf-token': csrf }
}
