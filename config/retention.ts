import { z } from 'zod'

const LONGEST_DAYS = 10_000

export interface RetentionConfig {
  /** Undefined: for ever. */
  readonly messageDays: number | undefined
}

/** How long is kept what people said. */
export const retention = z
  .strictObject({
    messages: z
      .string()
      .regex(/^[1-9]\d{0,4}d$/, 'must be a number of days, such as `90d`')
      .refine((text) => Number.parseInt(text, 10) <= LONGEST_DAYS, `must be ${LONGEST_DAYS} days at most`)
      .optional()
      .describe(
        'How long the words of people are kept, and the answers that quote them: `90d`. Older ones are erased once a day, but for those of what is open. Left out: for ever. [privacy.md](privacy.md#how-long-words-are-kept)',
      ),
  })
  .prefault({})

export function retentionFrom({ messages }: z.output<typeof retention>): RetentionConfig {
  return { messageDays: messages === undefined ? undefined : Number.parseInt(messages, 10) }
}
