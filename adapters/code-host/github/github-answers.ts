import { z } from 'zod'

/* What is read of GitHub's answers; all else of them is left alone. */

const sha = z.string().regex(/^[0-9a-f]{40}$/)

export const pullAnswer = z.object({
  number: z.int(),
  title: z.string(),
  user: z.object({ login: z.string() }).nullish(),
  state: z.string(),
  draft: z.boolean().default(false),
  merged: z.boolean().default(false),
  merge_commit_sha: sha.nullish(),
  head: z.object({ sha }),
})

const checkRun = z.object({
  id: z.int(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  check_suite: z.object({ id: z.int() }).nullish(),
})
export type CheckRun = z.output<typeof checkRun>
export const checkRunsAnswer = z.object({ check_runs: z.array(checkRun) })

const commitStatus = z.object({ context: z.string(), state: z.string() })
export type CommitStatus = z.output<typeof commitStatus>
export const statusAnswer = z.object({ statuses: z.array(commitStatus) })
