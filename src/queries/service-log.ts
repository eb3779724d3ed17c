import { type LogLine, type LogLines, type LogQuery, linesWanted, MOST_LOG_LINES } from '../domain/log-lines.ts'
import type { Place } from '../domain/place.ts'
import { plainLog, shortenedLine } from '../domain/plain-log.ts'
import type { ServiceLogs } from '../ports/service-logs.ts'

const LINE_CHARACTERS = 2_000
const READ_WITHIN_MS = 15_000

/**
 * What a service wrote, without secrets, escapes or endless lines. The only way to a log of what runs. As much as a target
 * gives is read and cleaned as one text, and only then filtered: part of a key is no key any more that anybody would know,
 * and a word of a secret finds nothing.
 * @throws what the target throws, or a `TimeoutError` when it does not answer within 15 s.
 */
export async function readServiceLog(
  logs: ServiceLogs,
  { service, environment }: Place,
  query: LogQuery,
  redact: (text: string) => string,
): Promise<LogLines> {
  const all: LogQuery = { count: MOST_LOG_LINES, words: [], ...(query.previous && { previous: query.previous }) }
  const read = await logs.lines(service, environment, all, AbortSignal.timeout(READ_WITHIN_MS))
  return linesWanted(cleaned(read.lines.slice(-MOST_LOG_LINES), redact), query, read.isCut)
}

/** A key may go over many lines, so all are looked through as one text. */
function cleaned(lines: readonly LogLine[], redact: (text: string) => string): readonly LogLine[] {
  if (lines.length === 0) return []
  const texts = lines.map(({ text }) => plainLog(text).replaceAll('\n', ' '))
  const clean = redact(texts.join('\n')).split('\n')
  // Where a secret took several lines, nobody can tell any more which line is whose.
  if (clean.length !== lines.length) return clean.map((text) => ({ text: shortenedLine(text, LINE_CHARACTERS) }))
  return lines.map((line, at) => ({ ...line, text: shortenedLine(clean[at] ?? '', LINE_CHARACTERS) }))
}
