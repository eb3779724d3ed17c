import { z } from 'zod'

/** One text or several. */
export const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()))

/** `90s`, `5m`, `2h`. */
export const span = z
  .string()
  .regex(/^\d+(s|m|h)$/, 'must be a duration such as `90s`, `5m` or `2h`')
  .transform(
    (text) => Number.parseInt(text, 10) * { s: 1_000, m: 60_000, h: 3_600_000 }[text.slice(-1) as 's' | 'm' | 'h'],
  )
