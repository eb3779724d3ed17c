import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  createJsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { BotError } from '../../../src/domain/errors.ts'
import { COUNTED_APART } from '../counts-itself.ts'
import { serveLive } from '../live/serve-live.ts'
import { serveAnswers } from './answers.ts'
import { serveAudit, serveAuditExport } from './audit.ts'
import { authenticateRequests, type Doorkeeper } from './authenticate.ts'
import { API, type ApiBehind } from './behind.ts'
import { refuseBrokenTexts } from './broken-text.ts'
import { createConnections } from './connections.ts'
import { answerUnchanged } from './etag.ts'
import { serveEvents } from './events.ts'
import { limitRequests } from './limit-requests.ts'
import { serveLog, serveLogLive } from './log-events.ts'
import { serveLoginPage } from './login-page.ts'
import { serveSignIn, serveWho } from './logins.ts'
import { serveMessages } from './messages.ts'
import { serveNews } from './news.ts'
import { serveOperations } from './operations.ts'
import { servePlaces } from './places.ts'
import { servePresses } from './presses.ts'
import { answerProblem, problem, reportedProblem, sendProblem } from './problem.ts'
import { serveProviderLogin } from './provider-login.ts'
import { serveReads } from './reads.ts'
import { redacted } from './redacted.ts'
import { serveRuns } from './runs.ts'
import { serveSessions } from './sessions.ts'
import { serveStartedByName } from './started-by-name.ts'
import { StartingError } from './starting-error.ts'
import { serveTaskEvents } from './task-events.ts'
import { serveTokens } from './tokens.ts'
import { serveWaiting } from './waiting.ts'

export interface ApiParts {
  readonly version: string
  /** Undefined while the bot starts. */
  readonly behind: () => ApiBehind | undefined
  /** The address that browsers show for the console; left out: that of this machine's own loopback. */
  readonly url?: string | undefined
  readonly onFault: (error: unknown, requestId: string) => void
}

/** Far more than the longest message. */
const LARGEST_BODY_BYTES = 256 * 1024
/** Of one token, frames of its WebSockets among them. */
const REQUESTS_A_MINUTE = 6_000
/** From one address: nobody has so many tokens to try. */
const REFUSALS_A_MINUTE = 60

/** The API over HTTP: the same conversation, rights and confirmations as in chat, for those who show a token. */
export async function serveApi(server: FastifyInstance, { version, behind, url, onFault }: ApiParts): Promise<void> {
  await server.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler)
    api.setSerializerCompiler(serializerCompiler)
    api.setErrorHandler<BotError>((error, request, reply) => answerProblem(error, request, reply, onFault))
    api.setNotFoundHandler((request, reply) =>
      sendProblem(reply, problem(404, 'not_found', `There is no ${request.method} ${pathOf(request)}.`)),
    )
    refuseBrokenTexts(api)
    await api.register(helmet, HEADERS)
    await api.register(cookie)
    await api.register(swagger, description(version))
    // Everything that the page loads comes from here, and it asks nobody else whether the description is valid.
    await api.register(swaggerUi, {
      routePrefix: `${API}/docs`,
      staticCSP: PAGE_POLICY,
      uiConfig: { validatorUrl: null },
    })
    api.decorateRequest('caller', undefined)
    const refusals = api.createRateLimit({ ...COUNTED_APART, max: REFUSALS_A_MINUTE })
    const running = (): ApiBehind => {
      const there = behind()
      if (!there) throw new StartingError('a request came before the bot was ready')
      return there
    }

    const door: Doorkeeper = { behind: running, url, refusals }

    serveLoginPage(api, () => behind()?.provider !== undefined)
    serveSignIn(api, door)
    serveProviderLogin(api, door)
    api.get(`${API}/openapi.json`, { schema: { hide: true } }, async () => api.swagger())
    await api.register(async (known) => {
      authenticateRequests(known, door)
      const mayAsk = limitRequests(known, REQUESTS_A_MINUTE)
      known.addHook('onRoute', (route) => {
        route.bodyLimit = LARGEST_BODY_BYTES
      })
      serveWho(known, door)
      serveTokens(known, running)
      serveSessions(known, running)
      serveMessages(known, running)
      servePresses(known, running)
      serveStartedByName(known, running)
      const connections = createConnections()
      serveEvents(known, running, connections)
      serveLogLive(known, running, connections)
      serveTaskEvents(known, running, connections)
      serveNews(known, running, connections)
      serveAuditExport(known, running)
      await serveLive(known, {
        ...{ behind: running, connections, url, largestFrameBytes: LARGEST_BODY_BYTES, mayAsk },
        problemOf: (error, id) => reportedProblem(error as BotError, id, onFault),
      })
      await known.register(async (reads) => {
        reads.addHook('preSerialization', async (_request, _reply, payload) => redacted(payload, running().redact))
        answerUnchanged(reads)
        serveReads(reads, running)
        serveRuns(reads, running)
        serveAnswers(reads, running)
        servePlaces(reads, running)
        serveLog(reads, running)
        serveAudit(reads, running)
        serveOperations(reads, running)
        serveWaiting(reads, running)
      })
    })
  })
}

/** Nothing here comes from elsewhere, and pages on the loopback have no https to go to. */
const HEADERS = {
  contentSecurityPolicy: {
    directives: { styleSrc: ["'self'"], fontSrc: ["'self'"], upgradeInsecureRequests: null },
  },
}

const PAGE_POLICY = {
  ...{ 'default-src': "'self'", 'img-src': "'self' data:", 'object-src': "'none'" },
  ...{ 'base-uri': "'self'", 'frame-ancestors': "'none'" },
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? url

const description = (version: string) => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Shipmate',
      version,
      description:
        'The same conversation as in chat. Problems are RFC 9457; every request needs a token, or the session of the console.',
    },
    components: {
      securitySchemes: {
        token: { type: 'http' as const, scheme: 'bearer' },
        console: { type: 'apiKey' as const, in: 'cookie' as const, name: '__Host-shipmate' },
      },
    },
    security: [{ token: [] }, { console: [] }],
  },
  transform: createJsonSchemaTransform({}),
  transformObject: jsonSchemaTransformObject,
})
