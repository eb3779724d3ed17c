import { z } from 'zod'
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

export const codeHostTurn = z
  .strictObject({
    service: z.string(),
    pullRequests: pullRequests.optional(),
    checks: checks.optional(),
    problem,
  })
  .describe('What the host of a repository tells from now on')
