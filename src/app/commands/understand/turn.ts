import { z } from 'zod'

const listedSchema = z.looseObject({ kind: z.string(), id: z.union([z.string(), z.number()]) })

export const turnSchema = z.looseObject({
  user: z.string().default('user'),
  text: z.string(),
  /** What the bot had just shown. */
  listed: z.array(listedSchema).optional(),
  /** What the bot's reply to this turn does: `asks:environment`, or `confirm` where it waits for a yes. */
  bot: z.string().optional(),
})

/** One turn of a dialogue, as it comes in. */
export type SaidTurn = z.infer<typeof turnSchema>
