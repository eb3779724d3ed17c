import { z } from 'zod'
import type { Saying } from '../../../src/ports/web-conversation.ts'

/** Slack's own bound, and so that of what is understood. */
const LONGEST_CONTENT = 40_000

export const contentSchema = z.string().trim().min(1).max(LONGEST_CONTENT)
export const slotsSchema = z.record(z.string().max(64), z.union([z.string().max(500), z.number()])).default({})
/** Of a button, or of the form that it opens. */
export const buttonSchema = z.string().min(1).max(100)
/** More than is taken of what a form asks for, so that the bot can say that it is too much. */
export const filledInSchema = z.string().max(10_000)

/** @param intents What can be asked for. */
export const intentSchema = (intents: () => readonly string[]) =>
  z.string().refine((id) => intents().includes(id), 'is no intent')

/** A request as data, with the line that people read of it. */
export function sayingOf(intent: string, slots: z.output<typeof slotsSchema>): Saying {
  const text = [intent, ...Object.entries(slots).map(([slot, value]) => `${slot}=${value}`)].join(' ')
  return { text, request: { intent, slots } }
}
