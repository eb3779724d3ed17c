import { z } from 'zod'
import type { CodeHappening } from '../../../domain/code-happening.ts'
import { HOST_PROBLEMS } from '../../../domain/code-problem.ts'

/* What a transcript may say of pull requests and checks. */

const pullRequest = z.strictObject({
  title: z.string(),
  author: z.string().default('mira'),
  state: z.enum(['open', 'draft', 'merged', 'closed']).default('open'),
  branch: z.string().describe('A branch of the repository, or a name that it does not have: that of a fork'),
  merged: z.string().optional().describe('The version or branch that it was merged as'),
})

const pullRequests = z.record(z.string().regex(/^\d+$/), pullRequest).describe('By number')
const checks = z
  .record(z.string(), z.record(z.string(), z.enum(['green', 'red', 'running'])))
  .describe('The checks of the commit of a version or branch: `v1.1.0: { lint: red }`')
const problem = z.enum(HOST_PROBLEMS).optional().describe('Why the host gives no answer')

export const codeHosts = z
  .record(
    z.string(),
    z.strictObject({
      repository: z.string(),
      pullRequests: pullRequests.default({}),
      checks: checks.default({}),
      problem,
    }),
  )
  .default({})
  .describe('Where the pull requests of services are; left out, nobody knows')

const happening = z.union([
  z.strictObject({
    what: z.enum(['pull-request.opened', 'pull-request.merged']),
    number: z.int(),
    title: z.string(),
    author: z.string().default('jo'),
    branch: z.string().default('main'),
  }),
  z.strictObject({
    what: z.literal('checks.done'),
    sha: z.string(),
    branch: z.string().default('main'),
    by: z.string(),
    green: z.boolean(),
  }),
  z.strictObject({ what: z.literal('release.published'), tag: z.string(), author: z.string().default('jo') }),
  z.strictObject({
    what: z.literal('pushed'),
    branch: z.string(),
    sha: z.string().default('1234567'.padEnd(40, '0')),
    author: z.string().default('jo'),
  }),
]) satisfies z.ZodType<CodeHappening>

export const codeReport = z
  .strictObject({
    repository: z.string(),
    happening,
    host: z.enum(['github', 'gitlab']).default('github'),
    signed: z.string().optional().describe('What was signed, where it is the same under another number'),
    delivery: z.string().default('delivery-1').describe('Its number; the same again is the same delivery again'),
  })
  .describe('The host of a repository reports something by a webhook')

export const codeHostTurn = z
  .strictObject({
    service: z.string(),
    pullRequests: pullRequests.optional(),
    checks: checks.optional(),
    problem,
  })
  .describe('What the host of a repository tells from now on')
