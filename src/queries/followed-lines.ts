import type { LogLine } from '../domain/log-lines.ts'
import type { Place } from '../domain/place.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { ReaderScope } from './scope.ts'
import { readServiceLog } from './service-log.ts'

const LINES = 40

type Followed = Place & { readonly words: readonly string[] }

interface Readable extends Pick<ReaderScope, 'redact'> {
  readonly delivery: PlaceAbilities
}

/** The last lines of a log that is followed; undefined where it cannot be read any more. */
export async function followedLines(
  { delivery, redact }: Readable,
  place: Followed,
): Promise<readonly LogLine[] | undefined> {
  const { logs } = delivery.abilities(place.service, place.environment)
  if (logs.kind === 'lacking') return undefined
  return (await readServiceLog(logs.part, place, { count: LINES, words: place.words }, redact)).lines
}

/**
 * Those that stay where somebody ends it; undefined where the log cannot be read, or may not be any more.
 * @param scope Of who wanted to see it, whoever ends it.
 */
export async function linesThatStay(
  scope: Readable & Pick<ReaderScope, 'mayRead'>,
  place: Followed,
): Promise<readonly LogLine[] | undefined> {
  if (!(await scope.mayRead('logs.show', place))) return undefined
  return followedLines(scope, place).catch(() => undefined)
}
