import { z } from 'zod'
import type { FormAnswer } from '../../../src/ports/chat-platform.ts'
import type { WebPressAnswer } from '../../../src/ports/web-conversation.ts'
import type { Problem } from '../api/problem.ts'
import { buttonSchema, contentSchema, filledInSchema, intentSchema, slotsSchema } from '../api/saying.ts'
import type { messageSchema } from '../api/shapes.ts'

/** A new one for each thing that is asked: sent again under the same id, it is not done again. */
const id = z.uuid()
const session = z.uuid()
const after = z.int().min(0).default(0)

/** What may be sent over `/ws`, one JSON object a frame. Nothing else is taken. */
export const askedSchema = (intents: () => readonly string[]) =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('say'), id, session, content: contentSchema }),
    z.strictObject({ type: z.literal('request'), id, session, intent: intentSchema(intents), slots: slotsSchema }),
    z.strictObject({ type: z.literal('press'), id, session, button: buttonSchema, forms: z.boolean().default(false) }),
    z.strictObject({ type: z.literal('form'), id, session, form: buttonSchema, text: filledInSchema }),
    z.strictObject({ type: z.literal('follow'), session, after }),
    z.strictObject({ type: z.literal('leave'), session }),
  ])

export type Asked = z.output<ReturnType<typeof askedSchema>>

/** What is sent back. */
export type Told =
  /** Recorded under an id that is also the correlation id of what comes of it; the answer comes to those who follow. */
  | { readonly type: 'accepted'; readonly id: string; readonly message: string }
  | ({ readonly type: 'pressed'; readonly id: string } & WebPressAnswer)
  | ({ readonly type: 'sent'; readonly id: string } & FormAnswer)
  | { readonly type: 'message'; readonly session: string; readonly message: z.output<typeof messageSchema> }
  /** A session is not followed any more. */
  | { readonly type: 'ended'; readonly session: string; readonly code: string }
  | { readonly type: 'problem'; readonly id?: string; readonly problem: Problem }
