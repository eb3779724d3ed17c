import type { CommitCheck } from '../../../src/domain/commit-checks.ts'
import type { PullRequest } from '../../../src/domain/pull-request.ts'
import type { CodeHost } from '../../../src/ports/code-host.ts'
import { ask, CALL_TIMEOUT_MS, isProblem, TooManyError } from '../ask.ts'
import { type CheckAttempt, newestChecks } from '../newest-checks.ts'
import { type CheckRun, type CommitStatus, checkRunsAnswer, pullAnswer, statusAnswer } from './github-answers.ts'
import type { GithubClient } from './github-client.ts'
import { githubFailure } from './github-failure.ts'

const PAGE = 100
/** 500 check runs of one commit are more than anybody has. */
const MOST_PAGES = 5

/** Pull requests and checks on GitHub, or an Enterprise server. */
export function createGithubHost(client: GithubClient, timeoutMs = CALL_TIMEOUT_MS): CodeHost {
  return {
    pullRequest: (repository, number) =>
      ask(
        async (signal) => {
          const { request } = await client()
          const where = { ...ownerAndName(repository), pull_number: number, request: { signal } }
          const { data } = await request('GET /repos/{owner}/{repo}/pulls/{pull_number}', where)
          return pullRequestFrom(pullAnswer.parse(data))
        },
        githubFailure,
        timeoutMs,
      ),
    async checks(repository, sha) {
      const [runs, statuses] = await Promise.all([
        checkRuns(client, repository, sha, timeoutMs),
        commitStatuses(client, repository, sha, timeoutMs),
      ])
      if (isProblem(runs)) return runs
      return isProblem(statuses) ? statuses : newestChecks([...runs, ...statuses])
    },
  }
}

function ownerAndName(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/')
  return { owner, repo }
}

function pullRequestFrom({
  number,
  title,
  user,
  state,
  draft,
  merged,
  merge_commit_sha,
  head,
}: PullAnswer): PullRequest {
  return {
    number,
    title,
    author: user?.login ?? 'ghost',
    state: merged ? 'merged' : state === 'closed' ? 'closed' : draft ? 'draft' : 'open',
    head: head.sha,
    ...(merged && merge_commit_sha && { merged: merge_commit_sha }),
  }
}
type PullAnswer = ReturnType<typeof pullAnswer.parse>

/** Of each name the newest attempt is asked for: a run that was repeated counts by its last one. */
function checkRuns(client: GithubClient, repository: string, ref: string, timeoutMs: number) {
  return ask(
    async (signal): Promise<readonly CheckAttempt[]> => {
      const { request } = await client()
      const asked = { ...ownerAndName(repository), ref, per_page: PAGE, request: { signal } }
      const found = await allPages(async (page): Promise<readonly CheckRun[]> => {
        const route = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs'
        const { data } = await request(route, { ...asked, filter: 'latest', page })
        return checkRunsAnswer.parse(data).check_runs
      })
      const newestFirst = found.toSorted((one, other) => other.id - one.id)
      return newestFirst.map(({ name, status, conclusion, check_suite }) => ({
        ...{ name, state: stateOfRun(status, conclusion) },
        group: `suite ${check_suite?.id ?? ''}`,
      }))
    },
    githubFailure,
    timeoutMs,
  )
}

const PASSED: ReadonlySet<string> = new Set(['success', 'neutral', 'skipped'])

function stateOfRun(status: string, conclusion: string | null): CommitCheck['state'] {
  if (status !== 'completed') return 'running'
  return PASSED.has(conclusion ?? '') ? 'green' : 'red'
}

/** What tools report that know no check runs. */
function commitStatuses(client: GithubClient, repository: string, ref: string, timeoutMs: number) {
  return ask(
    async (signal): Promise<readonly CheckAttempt[]> => {
      const { request } = await client()
      const asked = { ...ownerAndName(repository), ref, per_page: PAGE, request: { signal } }
      const found = await allPages(async (page): Promise<readonly CommitStatus[]> => {
        const { data } = await request('GET /repos/{owner}/{repo}/commits/{ref}/status', { ...asked, page })
        return statusAnswer.parse(data).statuses
      })
      return found.map(checkOfStatus)
    },
    githubFailure,
    timeoutMs,
  )
}

function checkOfStatus({ context, state }: CommitStatus): CheckAttempt {
  return {
    name: context,
    state: state === 'success' ? 'green' : state === 'pending' ? 'running' : 'red',
    group: 'status',
  }
}

/** @throws {TooManyError} where the last page that is read is full: what comes after it could be red. */
async function allPages<Item>(read: (page: number) => Promise<readonly Item[]>): Promise<readonly Item[]> {
  const found: Item[] = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const items = await read(page)
    found.push(...items)
    if (items.length < PAGE) return found
  }
  throw new TooManyError(MOST_PAGES * PAGE)
}
