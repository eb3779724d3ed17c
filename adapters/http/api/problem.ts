import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BotError } from '../../../src/domain/errors.ts'

/** What went wrong, as RFC 9457 has it. `type` is `about:blank`: `code` tells the cases apart. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problemSchema>

/** By the code of what was thrown, the status that says it. */
const STATUS: Readonly<Record<string, number>> = {
  not_authenticated: 401,
  no_session: 404,
  not_there: 404,
  not_allowed: 403,
  wrong_origin: 403,
  not_followed: 422,
  foreign_page: 403,
  link_used: 403,
  sign_in_refused: 403,
  nameless: 403,
  no_provider: 404,
  token_refused: 422,
  no_cursor: 400,
  not_understood: 400,
  key_used: 422,
  plan_moved: 409,
  not_taken: 422,
  too_many_connections: 429,
  too_many: 429,
  busy: 503,
  unavailable: 503,
  store_unavailable: 503,
  starting: 503,
  issuer_unavailable: 503,
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Not understood',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Not as it was',
  413: 'Too large',
  415: 'Wrong kind of content',
  422: 'Not possible',
  426: 'Upgrade required',
  429: 'Too many requests',
  500: 'Fault',
  503: 'Not available',
}

const BAD_REQUEST = 400
const FAULT = 500

export function problem(status: number, code: string, detail: string): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Problem', status, detail, code }
}

/** Answers with a problem; the reason of a fault of ours stays in the log. */
export function answerProblem(
  error: FastifyError | BotError,
  request: FastifyRequest,
  reply: FastifyReply,
  onFault: (error: unknown, requestId: string) => void,
): FastifyReply {
  return sendProblem(reply, reportedProblem(error, request.id, onFault))
}

/** What is said of an error; a fault of ours is reported. */
export function reportedProblem(
  error: FastifyError | BotError,
  requestId: string,
  onFault: (error: unknown, requestId: string) => void,
): Problem {
  const said = problemOf(error, requestId)
  if (said.status >= FAULT && !(error instanceof BotError)) onFault(error, requestId)
  return said
}

export function sendProblem(reply: FastifyReply, said: Problem): FastifyReply {
  // Serialized here: not every answer goes through the form of its route.
  return reply.code(said.status).type('application/problem+json').serializer(JSON.stringify).send(said)
}

/** The status of HTTP that says what was thrown. */
export const statusOf = ({ code }: BotError): number => STATUS[code] ?? FAULT

function problemOf(error: FastifyError | BotError, requestId: string): Problem {
  if (error instanceof BotError) return problem(statusOf(error), error.code, error.userMessage)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const faults = error.validation.map(
      ({ instancePath, message }) => `${nameOf(instancePath)}${message ?? 'is wrong'}`,
    )
    return problem(BAD_REQUEST, 'not_understood', `${faults.join('; ')}.`)
  }
  const status = error.statusCode ?? FAULT
  if (status < FAULT) return problem(status, error.code?.toLowerCase() ?? 'refused', error.message)
  return problem(FAULT, 'fault', `Something went wrong on my side. The log has it under ${requestId}.`)
}

const nameOf = (path: string): string => (path === '' ? '' : `${path.slice(1).replaceAll('/', '.')}: `)
