import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  createJsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { BotError } from '../../../src/domain/errors.ts'
import { API, type ApiBehind } from './behind.ts'
import { NotAuthenticatedError, presentedBy } from './caller.ts'
import { answerUnchanged } from './etag.ts'
import { serveEvents } from './events.ts'
import { serveMessages } from './messages.ts'
import { answerProblem, problem, sendProblem } from './problem.ts'
import { serveReads } from './reads.ts'
import { redacted } from './redacted.ts'
import { serveSessions } from './sessions.ts'
import { StartingError } from './starting-error.ts'

export interface ApiParts {
  readonly version: string
  /** Undefined while the bot starts. */
  readonly behind: () => ApiBehind | undefined
  readonly onFault: (error: unknown, requestId: string) => void
}

/** Far more than the longest message. */
const LARGEST_BODY_BYTES = 256 * 1024
/** Of one token. */
const REQUESTS_A_MINUTE = 6_000
/** From one address: nobody has so many tokens to try. */
const REFUSALS_A_MINUTE = 60
const TOO_MANY = 429

/** The API over HTTP: the same conversation, rights and confirmations as in chat, for those who show a token. */
export async function serveApi(server: FastifyInstance, { version, behind, onFault }: ApiParts): Promise<void> {
  await server.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler)
    api.setSerializerCompiler(serializerCompiler)
    api.setErrorHandler<BotError>((error, request, reply) => answerProblem(error, request, reply, onFault))
    api.setNotFoundHandler((request, reply) =>
      sendProblem(reply, problem(404, 'not_found', `There is no ${request.method} ${pathOf(request)}.`)),
    )
    await api.register(helmet)
    await api.register(swagger, description(version))
    api.decorateRequest('caller', undefined)
    const refusals = api.createRateLimit({ max: REFUSALS_A_MINUTE, timeWindow: '1 minute' })
    const running = (): ApiBehind => {
      const there = behind()
      if (!there) throw new StartingError('a request came before the bot was ready')
      return there
    }

    api.get(`${API}/openapi.json`, { schema: { hide: true } }, async () => api.swagger())
    await api.register(async (known) => {
      known.addHook('onRequest', async (request, reply) => {
        const presented = presentedBy(request.headers.authorization)
        const user = presented === undefined ? undefined : await running().authenticate(presented)
        if (presented !== undefined && user !== undefined) {
          request.caller = { user, presented }
          return
        }
        const tried = await refusals(request)
        if (!tried.isAllowed && tried.isExceeded)
          return sendProblem(
            reply,
            problem(TOO_MANY, 'too_many', 'Too many requests without a valid token. Wait a minute.'),
          )
        reply.header('www-authenticate', 'Bearer realm="shipmate"')
        throw new NotAuthenticatedError('no valid token')
      })
      known.addHook('onRoute', (route) => {
        route.bodyLimit = LARGEST_BODY_BYTES
        route.config = {
          ...route.config,
          rateLimit: { max: REQUESTS_A_MINUTE, timeWindow: '1 minute', keyGenerator: callerKey },
        }
      })
      serveSessions(known, running)
      serveMessages(known, running)
      serveEvents(known, running)
      await known.register(async (reads) => {
        reads.addHook('preSerialization', async (_request, _reply, payload) => redacted(payload, running().redact))
        answerUnchanged(reads)
        serveReads(reads, running)
      })
    })
  })
}

const callerKey = ({ caller, ip }: FastifyRequest): string => caller?.user ?? ip
const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? url

const description = (version: string) => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Shipmate',
      version,
      description: 'The same conversation as in chat. Problems are RFC 9457; every request needs a token.',
    },
    components: { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } },
    security: [{ token: [] }],
  },
  transform: createJsonSchemaTransform({}),
  transformObject: jsonSchemaTransformObject,
})
