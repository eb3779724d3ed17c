import { z } from 'zod'
import { reasonOf } from '../../../../adapters/probes/verdict.ts'
import { BotError } from '../../../domain/errors.ts'
import { readEvents, type ServerSentEvent } from './read-events.ts'

const ANSWER_MS = 30_000
const RECONNECT_MS = 1_000
/** In a row, with nothing heard between them. */
const MOST_FAILURES = 30
const NOT_AUTHENTICATED = 401
const NOT_ALLOWED = 403
const NOT_FOUND = 404
const TOO_MANY = 429
const SERVER_FAULT = 500

const problemForm = z.object({ detail: z.string(), code: z.string() })

/** Thrown when the bot refuses a request, with its own sentence. */
export class RefusedByBotError extends BotError {
  override readonly name = 'RefusedByBotError'
  readonly code: string
  readonly userMessage: string
  /** Of the answer. */
  readonly status: number
  constructor(status: number, code: string, userMessage: string) {
    super(`${code}: ${userMessage}`)
    this.status = status
    this.code = code
    this.userMessage = userMessage
  }
}

/** Thrown when nobody answers as Shipmate does. */
export class BotNotReachedError extends BotError {
  override readonly name = 'BotNotReachedError'
  readonly code = 'bot_not_reached'
  readonly userMessage: string
  constructor(address: string, why: string, options?: ErrorOptions) {
    const sentence = `No Shipmate answers at ${address}: ${why}. Start it, or say where it is with --url or SHIPMATE_URL.`
    super(sentence, options)
    this.userMessage = sentence
  }
}

/** Whether the token was refused, or its roles: for exit codes. */
export const isDenied = (error: unknown): boolean =>
  error instanceof RefusedByBotError && (error.status === NOT_AUTHENTICATED || error.status === NOT_ALLOWED)

/** The API of a running bot, for whoever holds a token. Every call throws {@link RefusedByBotError} or {@link BotNotReachedError}. */
export interface ApiClient {
  get<Form extends z.ZodType>(path: string, form: Form): Promise<z.output<Form>>
  post<Form extends z.ZodType>(path: string, body: object, form: Form): Promise<z.output<Form>>
  delete(path: string): Promise<void>
  /**
   * Server-Sent Events, across broken connections: each is told once. Ends when there will be no more.
   * @param after The id of the last one that is known.
   */
  follow(path: string, after?: string): AsyncGenerator<ServerSentEvent>
}

export interface ApiAccess {
  /** Without a path, such as `http://127.0.0.1:3000`. */
  readonly url: string
  readonly token: string
  /** How long a broken connection waits for the next; a second by default. */
  readonly reconnectMs?: number
}

export function createApiClient({ url, token, reconnectMs = RECONNECT_MS }: ApiAccess): ApiClient {
  const authorization = `Bearer ${token}`

  async function send(method: string, path: string, body?: object): Promise<Response> {
    const json = body && { body: JSON.stringify(body) }
    const headers = { authorization, ...(body && { 'content-type': 'application/json' }) }
    const signal = AbortSignal.timeout(ANSWER_MS)
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, signal, redirect: 'error', ...json }).catch(
      (cause: unknown) => {
        throw new BotNotReachedError(url, reasonOf(cause), { cause })
      },
    )
    if (!answer.ok) throw await refusal(url, answer)
    return answer
  }

  async function* connect(path: string, after: string | undefined): AsyncGenerator<ServerSentEvent> {
    const headers = { authorization, ...(after !== undefined && { 'last-event-id': after }) }
    const answer = await fetch(`${url}/api/v1${path}`, { headers, redirect: 'error' })
    if (!answer.ok || !answer.body) throw await refusal(url, answer)
    yield* readEvents(answer.body)
  }

  return {
    get: async (path, form) => parsed(url, form, await send('GET', path)),
    post: async (path, body, form) => parsed(url, form, await send('POST', path, body)),
    delete: async (path) => void (await send('DELETE', path)),
    async *follow(path, after) {
      let [known, failures] = [after, 0]
      for (;;) {
        try {
          for await (const event of connect(path, known)) {
            failures = 0
            if (event.name === 'closed') return ended(event.data)
            yield event
            known = event.id ?? known
          }
        } catch (cause) {
          if (cause instanceof RefusedByBotError && !passes(cause)) throw cause
          if (++failures > MOST_FAILURES) throw new BotNotReachedError(url, reasonOf(cause), { cause })
        }
        await new Promise((resolve) => setTimeout(resolve, reconnectMs))
      }
    },
  }
}

const passes = ({ status }: RefusedByBotError): boolean => status >= SERVER_FAULT || status === TOO_MANY

const closedForm = z.object({ code: z.string() })

/** By the code with which the bot closes a stream for good. */
const CLOSED: Readonly<Record<string, { readonly status: number; readonly sentence: string }>> = {
  not_authenticated: { status: NOT_AUTHENTICATED, sentence: 'The token opens nothing any more.' },
  not_allowed: { status: NOT_ALLOWED, sentence: 'The roles of the token do not allow this any more.' },
  not_there: { status: NOT_FOUND, sentence: 'It is not there any more, or the token may not see it any more.' },
  no_session: { status: NOT_FOUND, sentence: 'The conversation was closed.' },
}

/** @throws {RefusedByBotError} when something else than the end of what was told has closed a stream. */
function ended(data: string): void {
  const { code } = closedForm.parse(JSON.parse(data))
  if (code === 'ended') return
  const { status, sentence } = CLOSED[code] ?? {
    status: NOT_ALLOWED,
    sentence: `The bot told no more of it (${code}).`,
  }
  throw new RefusedByBotError(status, code, sentence)
}

async function parsed<Form extends z.ZodType>(url: string, form: Form, answer: Response): Promise<z.output<Form>> {
  try {
    return form.parse(await answer.json())
  } catch (cause) {
    throw new BotNotReachedError(url, 'what answers there is not Shipmate, or another version of it', { cause })
  }
}

async function refusal(url: string, answer: Response): Promise<BotError> {
  const said = problemForm.safeParse(await answer.json().catch(() => undefined))
  if (said.success) return new RefusedByBotError(answer.status, said.data.code, said.data.detail)
  return new BotNotReachedError(url, `what answers there is not Shipmate (status ${answer.status})`)
}
