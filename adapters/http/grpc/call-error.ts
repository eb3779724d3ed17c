import { create } from '@bufbuild/protobuf'
import { Code, ConnectError } from '@connectrpc/connect'
import { BotError } from '../../../src/domain/errors.ts'
import { statusOf } from '../api/problem.ts'
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RequestInfoSchema,
  RetryInfoSchema,
} from './generated/google/rpc/error_details_pb.ts'
import { NotUnderstoodError } from './not-understood.ts'
import { TooManyCallsError } from './too-many-calls.ts'

/** By the status of HTTP that says what went wrong, the code of gRPC that says the same. */
const CODES: Readonly<Record<number, Code>> = {
  400: Code.InvalidArgument,
  401: Code.Unauthenticated,
  403: Code.PermissionDenied,
  404: Code.NotFound,
  409: Code.Aborted,
  422: Code.FailedPrecondition,
  429: Code.ResourceExhausted,
  503: Code.Unavailable,
}

const DOMAIN = 'shipmate'
/** What does not work now is tried again so much later. */
const RETRY_SECONDS = 5
const MAY_WORK_LATER: readonly Code[] = [Code.Unavailable, Code.ResourceExhausted]

/** What a caller is told of an error, with the details that clients of gRPC know. The reason of a fault stays in the log. */
export function callError(error: unknown, id: string): ConnectError {
  // Such as a deadline, or a message that is none: the library has said it already.
  if (error instanceof ConnectError) return error
  if (!(error instanceof BotError)) {
    const said = new ConnectError(`Something went wrong on my side. The log has it under ${id}.`, Code.Internal)
    said.details = [{ desc: ErrorInfoSchema, value: infoOf('fault') }, requestInfo(id)]
    said.cause = error
    return said
  }
  const code = CODES[statusOf(error)] ?? Code.Internal
  const said = new ConnectError(error.userMessage, code, undefined, undefined, error)
  said.details = [
    { desc: ErrorInfoSchema, value: infoOf(error.code) },
    ...(error instanceof NotUnderstoodError
      ? [{ desc: BadRequestSchema, value: create(BadRequestSchema, { fieldViolations: [...error.violations] }) }]
      : []),
    ...(MAY_WORK_LATER.includes(code) ? [retryInfo(error)] : []),
    requestInfo(id),
  ]
  return said
}

/** Whether it is a fault of the bot, which belongs into its log. */
export const isFault = (error: unknown): boolean => !(error instanceof BotError) && !(error instanceof ConnectError)

/** Reasons are in capitals, as AIP-193 has them. */
const infoOf = (code: string) => create(ErrorInfoSchema, { reason: code.toUpperCase(), domain: DOMAIN })

const requestInfo = (id: string) => ({ desc: RequestInfoSchema, value: create(RequestInfoSchema, { requestId: id }) })

function retryInfo(error: BotError) {
  const seconds = error instanceof TooManyCallsError ? error.retryAfterSeconds : RETRY_SECONDS
  return {
    desc: RetryInfoSchema,
    value: create(RetryInfoSchema, { retryDelay: { seconds: BigInt(seconds) } }),
  }
}
