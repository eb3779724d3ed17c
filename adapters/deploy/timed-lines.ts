import type { LogLine } from '../../src/domain/log-lines.ts'

/** A time as most loggers write it, at the start of a line or as a field of JSON. */
const TIME = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d))|"time(?:stamp)?":\s*"?([^",}]+)/

/** Nobody notes when a line came; one without a time of its own has that of the line before it. Empty lines are left out. */
export function timedLines(written: string): readonly LogLine[] {
  let last: string | undefined
  const lines = written.split('\n').filter((line) => line.trim() !== '')
  return lines.map((text) => {
    last = timeIn(text) ?? last
    return { ...(last !== undefined && { at: last }), text }
  })
}

function timeIn(line: string): string | undefined {
  const [, leading, field] = TIME.exec(line) ?? []
  const written = leading?.replace(',', '.') ?? field
  if (written === undefined) return undefined
  const at = new Date(/^\d{12,14}$/.test(written) ? Number(written) : written)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
