import type { JsonObject } from '../domain/event.ts'
import type { UserId } from '../domain/ids.ts'
import type { LogRow } from '../domain/log-chain.ts'
import type { ForgottenPerson } from './forgotten-person.ts'
import { ERASED, wordsIn } from './prose.ts'

/** Things that are named in a request and are nobody's own words. */
const NAMES_OF_THINGS = [
  'service',
  'environment',
  'ref',
  'version',
  'workflow',
  'task',
  'change',
  'sha',
  'ring',
  'strategy',
]

export interface PersonSought {
  /** Takes in a row; every row of the log, in any order. */
  take(row: LogRow): void
  /** What was found so far. */
  found(alias: UserId): ForgottenPerson
}

/**
 * Gathers all by which somebody is found: their names, what they wrote, and what came of it.
 * @param before The alias that an interrupted attempt gave them.
 */
export function seekPerson(person: UserId, before?: UserId): PersonSought {
  const names = new Set<string>()
  const correlations = new Set<string>()
  const words = new Set<string>()
  const things = new Set<string>()
  const isThem = (id: unknown): boolean => id !== undefined && (id === person || id === before)
  return {
    take(row) {
      const body = JSON.parse(row.data) as JsonObject & { readonly received?: JsonObject }
      noteThings(body, things)
      const { received } = body
      if (row.type === 'person.named' && body.person === person && body.name !== ERASED) names.add(String(body.name))
      if (!isThem(row.actor) && !isThem(body.by) && !isThem(received?.by)) return
      correlations.add(row.correlationId)
      if (isThem(received?.by) && received?.name !== undefined) names.add(String(received.name))
      for (const said of [received?.text, body.reason, body.value, ...ownSlots(body), ...ownSlots(received)])
        if (typeof said === 'string' && said !== ERASED) for (const word of wordsIn(said)) words.add(word)
    },
    found: (alias) => ({
      ...{ person, alias, correlations },
      names: new Set([...names].filter((name) => name.trim().length > 1)),
      words: new Set([...words].filter((word) => !things.has(word))),
    }),
  }
}

function ownSlots(body: JsonObject | undefined): readonly unknown[] {
  const { slots, request } = (body ?? {}) as { readonly slots?: JsonObject; readonly request?: JsonObject }
  return [slots, request?.slots].flatMap((each) => (each === undefined ? [] : Object.values(each as JsonObject)))
}

function noteThings(value: unknown, things: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value))
    if (typeof one === 'string' && NAMES_OF_THINGS.includes(key)) for (const word of wordsIn(one)) things.add(word)
    else noteThings(one, things)
}
