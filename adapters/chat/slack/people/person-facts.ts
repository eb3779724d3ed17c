import type { webApi } from '@slack/bolt'
import { createRecent } from '../../recent.ts'

export type Described = NonNullable<webApi.UsersInfoResponse['user']>

/** Standing, name and settings of a person are asked for almost together: one answer of Slack serves them for this long. */
const FRESH_MS = 3_000
const PEOPLE_REMEMBERED = 10_000

/** What Slack says of a person, by Slack's own id. Throws as `users.info` does. */
export type DescribePerson = (user: string) => Promise<Described>

/** One question to Slack for all that is asked about somebody at once. A failure is not kept. */
export function createPersonFacts(client: webApi.WebClient): DescribePerson {
  const recent = createRecent<string, { readonly at: number; readonly facts: Promise<Described> }>(PEOPLE_REMEMBERED)
  return (user) => {
    const held = recent.get(user)
    if (held && performance.now() - held.at < FRESH_MS) return held.facts
    const facts = client.users.info({ user, include_locale: true }).then(({ user: found }) => found ?? {})
    recent.keep(user, { at: performance.now(), facts })
    facts.catch(() => recent.forget(user))
    return facts
  }
}
