import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Said, Saying } from '../../../src/ports/web-conversation.ts'
import type { ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { problemSchema } from './problem.ts'
import { messageSchema, shownMessage } from './shapes.ts'

const ACCEPTED = 202
const LONGEST_KEY = 255

/** @param same What it is that is not done twice. */
export const keyedBy = (same: string) =>
  z.object({ 'idempotency-key': z.string().min(1).max(LONGEST_KEY).optional().describe(same) })

export const keyed = keyedBy('The same key is the same message, however often it is sent')
const saidSchema = z
  .object({ id: z.uuid(), session_id: z.uuid(), reply: messageSchema.optional() })
  .meta({ id: 'Said', description: 'A recorded message with the answer, if it came within ten seconds.' })
export const saidAnswers = { 200: saidSchema, [ACCEPTED]: saidSchema, default: problemSchema }

type Say = (
  request: FastifyRequest & { readonly headers: z.output<typeof keyed> },
  reply: FastifyReply,
  session: string,
  saying: Omit<Saying, 'key'>,
) => Promise<z.output<typeof saidSchema>>

/** Says something for a request. It is recorded first: a caller who leaves ends only the waiting. */
export function sayFor(behind: () => ApiBehind): Say {
  return async (request, reply, session, saying) => {
    const left = new AbortController()
    reply.raw.on('close', () => left.abort())
    const key = request.headers['idempotency-key']
    const keyedSaying = { ...saying, ...(key !== undefined && { key }) }
    const said = await behind().conversation.say(callerOf(request), session, keyedSaying, left.signal)
    reply.code(said.reply ? 200 : ACCEPTED)
    return shownSaid(session, said)
  }
}

const shownSaid = (session: string, { message, reply }: Said): z.output<typeof saidSchema> => ({
  id: message,
  session_id: session,
  ...(reply && { reply: shownMessage(reply) }),
})
