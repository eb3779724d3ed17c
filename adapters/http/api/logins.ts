import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BotError } from '../../../src/domain/errors.ts'
import { type Doorkeeper, isRefusedTooOften } from './authenticate.ts'
import { API } from './behind.ts'
import { ForeignPageError, knownCaller } from './caller.ts'
import { isFromPageOf, sitesOf } from './console-site.ts'
import { problemSchema } from './problem.ts'

/** Thrown for a link that opens nothing. Which of the reasons it is, is nobody's business. */
class LinkUsedError extends BotError {
  override readonly name = 'LinkUsedError'
  readonly code = 'link_used'
  readonly userMessage =
    'This link was used before, or is older than ten minutes. Get another: run “shipmate console” on the bot’s machine, or write “console” to the bot in a direct message.'
}

const NO_CONTENT = 204
const tags = ['Who you are']

const openedSchema = z
  .object({
    user: z.string(),
    name: z.string(),
    csrf: z
      .string()
      .describe('Send it as `x-csrf-token` with each request that changes something. It is shown here only'),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'OpenedConsole' })

const meSchema = z
  .object({
    user: z.string(),
    name: z.string(),
    kind: z.enum(['person', 'token']),
    by: z.enum(['login', 'jwt', 'token']).describe('What was shown'),
    expires_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'Me' })

/** Signing in with the code of a link: no one is known yet. */
export function serveSignIn(server: FastifyInstance, { behind, url, refused }: Doorkeeper): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    `${API}/login`,
    {
      bodyLimit: 1024,
      schema: {
        ...{ tags, summary: 'Open the console with the code of a link: it sets a cookie', security: [] },
        body: z.object({ code: z.string().max(200) }),
        response: { 200: openedSchema, default: problemSchema },
      },
    },
    async (request, reply) => {
      // Otherwise a page elsewhere could sign somebody in as somebody else.
      const site = sitesOf(request.headers, url).find((one) => isFromPageOf(request.headers, one))
      if (!site) throw new ForeignPageError(`${request.headers.origin ?? 'no page'} signs in`)
      const opened = await behind().logins.redeem(request.body.code)
      if (!opened) {
        if (await isRefusedTooOften(request, reply, refused)) return reply
        throw new LinkUsedError('a code opens nothing')
      }
      const { user, secret, csrf, expiresAt } = opened
      reply.setCookie(site.cookie, secret, {
        ...{ path: '/', httpOnly: true, sameSite: 'strict', secure: site.isSecure, expires: expiresAt },
      })
      reply.header('cache-control', 'no-store')
      return { user, name: await behind().nameOf(user), csrf, expires_at: expiresAt.toISOString() }
    },
  )
}

/** Who is signed in, and signing out. */
export function serveWho(server: FastifyInstance, { behind, url }: Pick<Doorkeeper, 'behind' | 'url'>): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/me`,
    { schema: { tags, summary: 'Who you are', response: { 200: meSchema, default: problemSchema } } },
    async (request, reply) => {
      const caller = knownCaller(request)
      reply.header('cache-control', 'no-store')
      return {
        user: caller.user,
        name: await behind().nameOf(caller.user),
        kind: caller.kind,
        ...(caller.kind === 'person' ? { by: caller.by, expires_at: caller.expiresAt } : { by: 'token' as const }),
      }
    },
  )
  api.post(
    `${API}/logout`,
    {
      schema: {
        ...{ tags, summary: 'Sign out of the console; `everywhere`: in all browsers' },
        body: z.object({ everywhere: z.boolean().default(false) }).nullish(),
        response: { [NO_CONTENT]: z.null(), default: problemSchema },
      },
    },
    async (request, reply) => {
      const { presented, user } = knownCaller(request)
      if (presented.kind === 'cookie' && request.body?.everywhere) await behind().logins.endAll(user)
      const session = presented.kind === 'cookie' ? await behind().logins.presented(presented.value) : undefined
      if (session) await behind().logins.end(session.login, user)
      for (const { cookie, isSecure } of sitesOf(request.headers, url))
        reply.clearCookie(cookie, { path: '/', secure: isSecure, httpOnly: true, sameSite: 'strict' })
      return reply.code(NO_CONTENT).send(null)
    },
  )
}
