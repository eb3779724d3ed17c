/**
 * Lines that a machine wrote: logs, stack traces, chat transcripts. Whatever they say ("rollback skipped") has happened
 * or was said elsewhere; pasted into a message they are data, never an order.
 */

const LEVEL = '(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRITICAL|CRIT|FATAL|PANIC|SEVERE)'
const CLOCK = String.raw`\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?`
const DATE = String.raw`(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]\d{2,4}|\d{1,2}[/ ][A-Z][a-z]{2}[/ ]\d{4}|[A-Z][a-z]{2} {1,2}\d{1,2})`
const STAMP = String.raw`(?:${DATE}[T :])?${CLOCK}(?:Z| ?UTC| ?[+-]\d\d:?\d\d)?`
/** What a program puts in front of its words: its name, with a process number or a colon. */
const SOURCE = String.raw`(?:[\w./-]{1,60} )?[\w./-]{1,60}(?:\[\d{1,9}\]|\(\d{1,9}\)):?(?= )|[\w./-]{1,60}:(?= )`

const LINES: readonly RegExp[] = [
  // `[09:41:22] …`, `[2026-03-10 09:41] …`, `(09:41) …`: nobody writes the time of day in brackets before a request.
  new RegExp(String.raw`^[[(]${STAMP}[\])]`),
  // `09:41:22 WARN …`, `2026-03-10T02:14:07Z worker[311]: …`
  new RegExp(String.raw`^${STAMP}[ |,:-]{1,3}(?:[[(<]?${LEVEL}\b|${SOURCE}|\[)`),
  // `ERROR worker: …`, `[WARN] …`, `E0310 09:41:22.123456 …`
  new RegExp(String.raw`^[[(<]?${LEVEL}[\])>]?(?:[ :|-]{1,3}|\t)(?=.*[a-z])`),
  new RegExp(String.raw`^[IWEF]\d{4} ${CLOCK}`),
  // `time=… level=error msg="…"`, `{"level":"error", …}`
  /^(?:time|ts|timestamp|level|lvl|severity)=\S/,
  /^\{ ?"[\w.@-]{1,60}" ?:/,
  // An access log, an exception with its frames.
  /^\d{1,3}(?:\.\d{1,3}){3} - /,
  /^Traceback \(most recent call last\)/,
  /^File "[^"]{1,300}", line \d/,
  /^at [\w$.<>/ ]{1,200}\([^()\n]{1,300}:\d+(?::\d+)?\)/,
  /^(?:Exception in thread|Caused by:|goroutine \d|panic:)/,
  /^(?:[a-z]\w*\.)*[A-Z]\w*(?:Error|Exception)\b: /,
]
/** No line of a log tells itself within the first characters any later than this. */
const HEAD_CHARACTERS = 400
/** Text made to slow a reader down has lines by the thousand, and nothing in them. */
const SHORTEST_LINE = 6

export function isPastedLine(line: string): boolean {
  if (line.length < SHORTEST_LINE) return false
  const head = line.slice(0, HEAD_CHARACTERS).trimStart()
  return LINES.some((pattern) => pattern.test(head))
}
