import { z } from 'zod'
import type { CommitCheck } from '../../../src/domain/commit-checks.ts'
import type { PullRequest } from '../../../src/domain/pull-request.ts'
import type { CodeHost } from '../../../src/ports/code-host.ts'
import { ask, CALL_TIMEOUT_MS, TooManyError } from '../ask.ts'
import { type CheckAttempt, newestChecks } from '../newest-checks.ts'
import { type GitlabConfig, gitlabClient, gitlabFailure } from './gitlab-client.ts'

/** Of each job its last attempt, at most 500; the client's types leave the pages out. */
const NEWEST = { all: false, perPage: 100, maxPages: 5 }
const MOST_STATUSES = NEWEST.perPage * NEWEST.maxPages

/** Merge requests and checks on GitLab. Its client is loaded with the first question. */
export function createGitlabHost({ url, token }: GitlabConfig, timeoutMs = CALL_TIMEOUT_MS): CodeHost {
  const client = gitlabClient({ url, token }, timeoutMs)
  return {
    pullRequest: (repository, number) =>
      ask(
        async () => {
          const { MergeRequests } = await client()
          return mergeRequestFrom(mergeRequest.parse(await MergeRequests.show(repository, number)))
        },
        gitlabFailure,
        timeoutMs,
      ),
    checks: (repository, sha) =>
      ask(
        async () => {
          const { Commits } = await client()
          const found = await Commits.allStatuses(repository, sha, NEWEST)
          const newestFirst = z
            .array(commitStatus)
            .parse(found)
            .toSorted((one, other) => other.id - one.id)
          if (newestFirst.length >= MOST_STATUSES) throw new TooManyError(MOST_STATUSES)
          return newestChecks(newestFirst.flatMap(checkFrom))
        },
        gitlabFailure,
        timeoutMs,
      ),
  }
}

const sha = z.string().regex(/^[0-9a-f]{40}$/)

const mergeRequest = z.object({
  iid: z.int(),
  title: z.string(),
  author: z.object({ username: z.string() }).nullish(),
  state: z.string(),
  draft: z.boolean().default(false),
  sha,
  merge_commit_sha: sha.nullish(),
  squash_commit_sha: sha.nullish(),
})

function mergeRequestFrom(answer: z.output<typeof mergeRequest>): PullRequest {
  const { iid: number, title, author, state, draft, sha: head, merge_commit_sha, squash_commit_sha } = answer
  const isMerged = state === 'merged'
  // Fast-forwarded: the branch itself went in, and there is no commit of the merge.
  const merged = merge_commit_sha ?? squash_commit_sha ?? head
  return {
    number,
    title,
    author: author?.username ?? 'ghost',
    state: isMerged ? 'merged' : state === 'opened' ? (draft ? 'draft' : 'open') : 'closed',
    head,
    ...(isMerged && { merged }),
  }
}

const commitStatus = z.object({
  id: z.int(),
  ref: z.string().nullish(),
  name: z.string(),
  status: z.string(),
  allow_failure: z.boolean().default(false),
})

const STATES: Readonly<Record<string, CommitCheck['state']>> = {
  success: 'green',
  skipped: 'green',
  failed: 'red',
  canceled: 'red',
}

/** A job that waits for somebody to start it checks nothing. */
function checkFrom({ name, status, ref, allow_failure }: z.output<typeof commitStatus>): readonly CheckAttempt[] {
  if (status === 'manual') return []
  const state = STATES[status] ?? 'running'
  return [{ name, state, group: ref ?? '', ...(allow_failure && { mayFail: true as const }) }]
}
