import { isInitializeRequest, type RequestId } from '@modelcontextprotocol/sdk/types.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isStorable } from '../../../src/domain/storable.ts'
import type { ApiBehind } from '../api/behind.ts'
import { BrokenTextError } from '../api/broken-text.ts'
import { type Caller, knownCaller } from '../api/caller.ts'
import { isOwnOrigin } from '../api/own-origin.ts'
import type { ApiParts } from '../api/serve-api.ts'
import { whileValid } from '../api/while-valid.ts'
import { COUNTED_APART, countApart } from '../counts-itself.ts'
import { createAssistantServer } from './assistant-server.ts'
import { createMcpSessions, type McpSession, type McpSessions } from './sessions.ts'

const MCP_PATH = '/mcp'

/** Far more than any call needs. */
const LARGEST_BODY_BYTES = 256 * 1024
/** Of one token: an assistant that waits asks little. */
const REQUESTS_A_MINUTE = 600

const BEARER = /^Bearer ([!-~]{1,4096})$/i
const SESSION_HEADER = 'mcp-session-id'

/** MCP over streamable HTTP, for assistants that show a token. Whoever has no token learns nothing but that. */
export async function serveMcp(
  server: FastifyInstance,
  { version, behind, url, door, onFault }: ApiParts,
): Promise<void> {
  await server.register(async (mcp) => {
    if (!mcp.hasRequestDecorator('caller')) mcp.decorateRequest('caller', undefined)
    const requests = mcp.createRateLimit({ ...COUNTED_APART, max: REQUESTS_A_MINUTE, keyGenerator: tokenKey })
    let sessions: McpSessions | undefined
    mcp.addHook('onClose', async () => sessions?.endAll())
    mcp.setErrorHandler<Error & { readonly statusCode?: number }>((error, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 500) onFault(error, request.id)
      return refuse(reply, status, status >= 500 ? 'Something went wrong on the side of Shipmate.' : error.message)
    })
    mcp.addHook('onRequest', async (request, reply) => {
      if (!isOwnOrigin(request.headers.origin, request.headers.host, url))
        return refuse(reply, 403, 'Pages of other sites may not talk to Shipmate.')
      const bot = behind()
      if (!bot) return refuse(reply, 503, 'Shipmate is starting. Try again in a few seconds.')
      const [, value] = BEARER.exec(request.headers.authorization ?? '') ?? []
      const presented = { kind: 'bearer', value: value ?? '' } as const
      const principal = value === undefined ? undefined : await bot.authenticate(presented)
      // A person would be taken for who proposes, and people confirm.
      if (principal?.kind === 'person') return refuse(reply, 403, 'An assistant needs a token of its own.')
      if (principal) {
        request.caller = { ...principal, presented }
        const asked = await requests(request)
        if (asked.isAllowed || !asked.isExceeded) return
        return refuse(reply, 429, `Too many requests. Try again in ${asked.ttlInSeconds} seconds.`)
      }
      const { isTooOften } = await door.refused(request)
      if (isTooOften) return refuse(reply, 429, 'Too many requests without a valid token.')
      reply.header('www-authenticate', 'Bearer realm="shipmate"')
      return refuse(reply, 401, 'Send a valid token as "Authorization: Bearer …".')
    })
    countApart(mcp)
    mcp.addHook('onRoute', (route) => {
      route.bodyLimit = LARGEST_BODY_BYTES
    })
    mcp.route({
      method: ['GET', 'POST', 'DELETE'],
      url: MCP_PATH,
      async handler(request, reply) {
        const bot = behind()
        if (!bot) return refuse(reply, 503, 'Shipmate is starting. Try again in a few seconds.')
        if (!isStorable(request.body)) return refuse(reply, 400, new BrokenTextError('broken text').userMessage)
        sessions ??= createMcpSessions(bot.clock)
        const caller = knownCaller(request)
        const id = request.headers[SESSION_HEADER]
        const session = typeof id === 'string' ? sessions.get(id, caller.user) : undefined
        if (session) return answer(sessions, session, request, reply)
        // A client opens another session then; see the specification of the transport.
        if (id !== undefined) return refuse(reply, 404, 'There is no such session. Initialize another one.')
        if (!isInitializeRequest(request.body)) return refuse(reply, 400, 'Initialize a session first.')
        const opened = await openSession(bot, caller, sessions, version)
        return opened
          ? answer(sessions, opened, request, reply)
          : refuse(reply, 429, 'Too many sessions. End one first.')
      },
    })
  })
}

async function openSession(
  bot: ApiBehind,
  caller: Caller,
  sessions: McpSessions,
  version: string,
): Promise<McpSession | undefined> {
  const session = sessions.open(caller.user)
  if (!session) return undefined
  const server = createAssistantServer({
    ...{ version, by: caller.user, desk: bot.assistants, conversation: bot.conversation },
    left: (request) => session.waiting.get(request)?.signal ?? AbortSignal.abort(),
  })
  const stop = whileValid(bot, caller, { beat: () => {}, over: () => sessions.end(session) })
  server.onclose = () => {
    stop()
    sessions.end(session)
  }
  await server.connect(session.transport)
  return session
}

/** Hands a request to the session's transport, which writes the answer. Calls whose connection breaks are not waited for. */
async function answer(
  sessions: McpSessions,
  session: McpSession,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const ids = requestsIn(request.body)
  for (const id of ids) session.waiting.set(id, new AbortController())
  session.open += 1
  reply.hijack()
  reply.raw.once('close', () => {
    sessions.used(session)
    for (const id of ids) {
      session.waiting.get(id)?.abort()
      session.waiting.delete(id)
    }
  })
  await session.transport.handleRequest(request.raw, reply.raw, request.body)
}

const withId = z.looseObject({ id: z.union([z.string(), z.number()]), method: z.string() })

function requestsIn(body: unknown): readonly RequestId[] {
  const all = Array.isArray(body) ? body : [body]
  return all.flatMap((one) => withId.safeParse(one).data?.id ?? [])
}

const tokenKey = ({ caller, ip }: FastifyRequest): string => caller?.user ?? ip

/** As JSON-RPC has it, with no id: the request was not read. */
function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null })
}
