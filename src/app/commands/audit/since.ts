import { InvalidArgumentError } from 'commander'
import { z } from 'zod'

const MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const

const day = z.iso.date()
/** Without a zone it is in UTC, as the log is. */
const moment = z.iso.datetime({ offset: true, local: true })

/** A day, a moment, or how long ago: `2026-11-01`, `2026-11-01T09:00:00+01:00`, `7d`. @throws {InvalidArgumentError} */
export function momentFrom(typed: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,5})([mhdw])$/.exec(typed) ?? []
  if (unit) return new Date(now.getTime() - Number(count) * MS[unit as keyof typeof MS])
  if (day.safeParse(typed).success) return new Date(typed)
  if (moment.safeParse(typed).success) return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(typed) ? typed : `${typed}Z`)
  throw new InvalidArgumentError(
    'It must be a day or a moment, such as 2026-11-01 or 2026-11-01T09:00:00Z, or how long ago: 90m, 12h, 7d, 2w.',
  )
}
