import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { defaultBodyLimit, HTTPModuleFunctions } from '@slack/bolt'
import type { Logger } from 'pino'
import { createTurns } from '../../../../src/ports/turns.ts'
import { sampledWarnings } from './sampled-log.ts'

/** How far Slack's clock and ours may be apart; the same as Bolt allows for the past. */
const CLOCKS_APART_SECONDS = 5 * 60

const UNAUTHORIZED = 401
const BAD_REQUEST = 400
const TOO_LARGE = 413
const NOT_FOUND = 404
const NO_LONGER = 408

/** Some milliseconds of work. */
const READ_AT_A_TIME = 8

export interface SignedRequests {
  readonly listener: RequestListener
  /** When a request reached this process, by `performance.now()`. */
  arrivedAt(request: object): number | undefined
}

/**
 * Lets only requests through to Bolt that Slack has signed, now, and that hold an object. Bolt itself takes signatures of
 * the future and ends the process on `null`, and writes a line for each refusal, which whoever likes can cause.
 */
export function onlySigned(signingSecret: string, next: RequestListener, log: Logger): SignedRequests {
  const arrivals = new WeakMap<object, number>()
  const warn = sampledWarnings(log, 'a request that slack did not sign was refused')
  const turn = createTurns(READ_AT_A_TIME)

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await turn()
    const refusal = request.method === 'POST' ? await refusalOf(request, signingSecret) : undefined
    if (refusal === undefined) return passOn(request, response)
    warn(refusal.reason)
    response.writeHead(refusal.status, { connection: 'close' }).end()
  }

  /** Bolt throws at a path that it does not know. */
  function passOn(request: IncomingMessage, response: ServerResponse): void {
    try {
      next(request, response)
    } catch {
      response.writeHead(NOT_FOUND).end()
    }
  }

  return {
    arrivedAt: (request) => arrivals.get(request),
    listener(request, response) {
      arrivals.set(request, performance.now())
      pass(request, response).catch((error: unknown) => {
        log.warn({ err: error }, 'a request could not be read')
        response.destroy()
      })
    },
  }
}

interface Refusal {
  readonly status: number
  readonly reason: string
}

/** Reads the body once; Bolt finds it kept with the request. */
async function refusalOf(request: IncomingMessage, signingSecret: string): Promise<Refusal | undefined> {
  const time = request.headers['x-slack-request-timestamp']
  try {
    const read = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
      { enabled: true, signingSecret, bodyLimit: defaultBodyLimit },
      request,
    )
    if (time !== undefined && !isNow(time)) return { status: UNAUTHORIZED, reason: 'its time is not now' }
    return isObject(HTTPModuleFunctions.parseHTTPRequestBody(read)) ? undefined : NOT_AN_OBJECT
  } catch (error) {
    return refusalFor(error)
  }
}

const NOT_AN_OBJECT: Refusal = { status: BAD_REQUEST, reason: 'it holds no object' }

/** Bolt looks only into the past, and `Infinity` is never past. */
function isNow(time: unknown): boolean {
  if (typeof time !== 'string' || !/^\d{1,12}$/.test(time)) return false
  return Math.abs(Date.now() / 1_000 - Number(time)) <= CLOCKS_APART_SECONDS
}

function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof SyntaxError) return NOT_AN_OBJECT
  if (!HTTPModuleFunctions.isRawBodyError(error)) {
    return { status: UNAUTHORIZED, reason: error instanceof Error ? error.message : String(error) }
  }
  const { statusCode, type } = error
  return { status: statusCode === TOO_LARGE ? TOO_LARGE : NO_LONGER, reason: type }
}
