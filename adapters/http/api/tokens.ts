import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type ApiToken, TOKEN_ACTS } from '../../../src/domain/api-token.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import { NotAllowedError } from '../../../src/ports/web-reads.ts'
import { API, type ApiBehind } from './behind.ts'
import { knownCaller } from './caller.ts'
import { problemSchema } from './problem.ts'

const CREATED = 201
const names = z.array(z.string().min(1).max(60)).max(100)

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    acts: z.enum(TOKEN_ACTS),
    holder: z.string().optional(),
    roles: names,
    services: names.optional(),
    environments: names.optional(),
    created_at: z.string(),
    expires_at: z.string().optional(),
    used_at: z.string().optional(),
  })
  .meta({ id: 'Token' })

/** Tokens of one's own: for people who have signed in, since a token must not make another that outlives it. */
export function serveTokens(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  const tags = ['Tokens']

  api.get(
    `${API}/tokens`,
    {
      schema: {
        ...{ tags, summary: 'Your valid tokens; those of everybody for who owns the bot' },
        response: { 200: z.object({ tokens: z.array(tokenSchema) }), default: problemSchema },
      },
    },
    async (request) => ({ tokens: (await behind().tokens.list(signedIn(request))).map(shown) }),
  )
  api.post(
    `${API}/tokens`,
    {
      schema: {
        ...{ tags, summary: 'Create a token that acts as you: it is shown once' },
        body: z.object({
          name: z
            .string()
            .trim()
            .min(1)
            .max(60)
            .regex(/^\P{Cc}+$/u),
          roles: names.default([]).describe('Of your roles, these; left out: what you may at each moment'),
          services: names.optional(),
          environments: names.optional(),
          approve: z.boolean().default(false).describe('Whether what it approves counts as approved by you'),
          expires_at: z.iso.datetime().optional().describe('Left out: in 90 days'),
        }),
        response: { [CREATED]: tokenSchema.extend({ secret: z.string() }), default: problemSchema },
      },
    },
    async (request, reply) => {
      const { expires_at: expiresAt, ...wish } = request.body
      const { token, secret } = await behind().tokens.create(signedIn(request), { ...wish, expiresAt })
      return reply
        .code(CREATED)
        .header('cache-control', 'no-store')
        .send({ ...shown(token), secret })
    },
  )
  api.delete(
    `${API}/tokens/:token`,
    {
      schema: {
        ...{ tags, summary: 'Revoke a token: it opens nothing from then on' },
        params: z.object({ token: z.string().regex(/^[0-9a-f]{12}$/) }),
        response: { 200: tokenSchema, default: problemSchema },
      },
    },
    async (request) => shown(await behind().tokens.revoke(signedIn(request), request.params.token)),
  )
}

/** @throws {NotAllowedError} for programs, and for who was let in by a token of any kind. */
function signedIn(request: FastifyRequest): UserId {
  const caller = knownCaller(request)
  if (caller.kind === 'person' && caller.by === 'login') return caller.user
  throw new NotAllowedError('People manage their tokens in the console: sign in there.')
}

const shown = (token: ApiToken): z.output<typeof tokenSchema> => ({
  ...{ id: token.token, name: token.name, acts: token.acts ?? 'program', holder: token.holder },
  roles: [...token.scope.roles],
  services: token.scope.services && [...token.scope.services],
  environments: token.scope.environments && [...token.scope.environments],
  ...{ created_at: token.createdAt, expires_at: token.expiresAt, used_at: token.usedAt },
})
