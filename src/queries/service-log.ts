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

/** Lines of several instances come in the order of their times: a key of one would be torn apart by what another writes. */
function cleaned(lines: readonly LogLine[], redact: (text: string) => string): readonly LogLine[] {
  const written = Map.groupBy(lines, ({ instance }) => instance)
  const shown = new Map([...written].map(([instance, own]) => [instance, cleanedText(own, redact)]))
  const passed = new Map<string | undefined, number>()
  return lines.flatMap(({ instance }) => {
    const own = shown.get(instance) ?? []
    const at = passed.get(instance) ?? 0
    passed.set(instance, at + 1)
    if (own.length === written.get(instance)?.length) return own.slice(at, at + 1)
    return at === 0 ? own.map((line) => ({ ...line, ...(instance !== undefined && { instance }) })) : []
  })
}

/** A key may go over many lines, so all are looked through as one text. */
function cleanedText(lines: readonly LogLine[], redact: (text: string) => string): readonly LogLine[] {
  const texts = lines.map(({ text }) => plainLog(text).replaceAll('\n', ' '))
  const clean = redact(texts.join('\n')).split('\n')
  // Where a secret took several lines, nobody can tell any more which line is whose.
  if (clean.length !== lines.length) return clean.map((text) => ({ text: shortenedLine(text, LINE_CHARACTERS) }))
  return lines.map((line, at) => ({ ...line, text: shortenedLine(clean[at] ?? '', LINE_CHARACTERS) }))
}
