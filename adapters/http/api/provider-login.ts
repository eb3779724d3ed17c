import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BotError } from '../../../src/domain/errors.ts'
import type { ProviderSignIn } from '../../../src/ports/provider-sign-in.ts'
import { type Doorkeeper, isRefusedTooOften } from './authenticate.ts'
import { API, type ApiBehind } from './behind.ts'
import { ForeignPageError } from './caller.ts'
import { isFromPageOf, sitesOf } from './console-site.ts'
import { CALLBACK } from './login-page.ts'
import { problemSchema } from './problem.ts'

class NoProviderError extends BotError {
  override readonly name = 'NoProviderError'
  readonly code = 'no_provider'
  readonly userMessage = 'Nobody signs in by a provider here: http.oidc is not set.'
}

const tags = ['Who you are']
const LARGEST_BODY_BYTES = 8 * 1024

const kept = z.object({
  state: z.string().min(1).max(200),
  nonce: z.string().min(1).max(200),
  verifier: z.string().min(1).max(200),
})

/**
 * Signing in by an OpenID provider. What ties its answer to the page that asked is kept by that page, and in no cookie:
 * cookies are shared with other ports of a machine.
 */
export function serveProviderLogin(server: FastifyInstance, { behind, url, refusals }: Doorkeeper): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const callbackFor = (request: FastifyRequest): string => {
    const site = sitesOf(request.headers, url).find((one) => isFromPageOf(request.headers, one))
    if (!site) throw new ForeignPageError(`${request.headers.origin ?? 'no page'} signs in`)
    return site.origin + CALLBACK
  }

  api.post(
    `${API}/login/provider`,
    {
      bodyLimit: LARGEST_BODY_BYTES,
      schema: {
        ...{ tags, summary: 'Sign in by the OpenID provider: where to go, and what the page keeps', security: [] },
        response: { 200: z.object({ to: z.url(), kept }), default: problemSchema },
      },
    },
    async (request, reply) => {
      const callback = callbackFor(request)
      reply.header('cache-control', 'no-store')
      return providerOf(behind()).start(callback)
    },
  )
  api.post(
    `${API}/login/provider/return`,
    {
      bodyLimit: LARGEST_BODY_BYTES,
      schema: {
        ...{ tags, summary: 'Back from the provider: the code of a link, for `POST /login`', security: [] },
        body: kept.extend({
          returned: z.string().max(6_000).describe('The query of the address that it came back to'),
        }),
        response: { 200: z.object({ code: z.string() }), default: problemSchema },
      },
    },
    async (request, reply) => {
      const callback = callbackFor(request)
      // Each is a question to the provider, so guesses are counted before it is asked.
      if (await isRefusedTooOften(request, reply, refusals)) return reply
      const { returned, ...own } = request.body
      const back = new URL(callback)
      back.search = returned
      const user = await providerOf(behind()).finish(back.href, own)
      reply.header('cache-control', 'no-store')
      return { code: (await behind().logins.offer(user, 'provider')).code }
    },
  )
}

function providerOf({ provider }: ApiBehind): ProviderSignIn {
  if (!provider) throw new NoProviderError('a sign-in without a provider')
  return provider
}
