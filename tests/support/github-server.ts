import type { Dialect, DialectOfForge, ForgeCheck, ForgePullRequest } from './code-host-server.ts'

/** The paths and answers of GitHub's REST API, as far as Shipmate asks. */
const answer: Dialect = ({ pullRequests, checks }, path, query) => {
  const pull = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/.exec(path)
  const found = pull && pullRequests[`${pull[1]}#${pull[2]}`]
  if (found) return { status: 200, body: pullRequest(Number(pull[2]), found) }
  const commit = /^\/repos\/[^/]+\/[^/]+\/commits\/([0-9a-f]{40})\/(check-runs|status)$/.exec(path)
  const its = commit && checks[commit[1] ?? '']
  if (!its) return undefined
  const runs = its.map(checkRun)
  if (commit[2] === 'status') return { status: 200, body: { state: 'pending', statuses: [], total_count: 0 } }
  const perPage = Number(query.get('per_page') ?? 30)
  const page = Number(query.get('page') ?? 1)
  return {
    status: 200,
    body: { total_count: runs.length, check_runs: runs.toReversed().slice((page - 1) * perPage, page * perPage) },
  }
}

function pullRequest(number: number, { title, author, state, head, merged }: ForgePullRequest) {
  return {
    number,
    title,
    user: { login: author },
    state: state === 'open' || state === 'draft' ? 'open' : 'closed',
    draft: state === 'draft',
    merged: state === 'merged',
    // GitHub names a trial merge here while it is open.
    merge_commit_sha: merged ?? 'e'.repeat(40),
    head: { sha: head, ref: 'topic' },
  }
}

const CONCLUSIONS = { passed: 'success', failed: 'failure', running: null, skipped: 'skipped' } as const

const checkRun = ({ name, state, suite = 1 }: ForgeCheck, at: number) => ({
  check_suite: { id: suite },
  id: at + 1,
  name,
  status: state === 'running' ? 'in_progress' : 'completed',
  conclusion: CONCLUSIONS[state],
})

export const GITHUB: DialectOfForge = {
  answer,
  tokenOf: ({ headers }) => headers.authorization?.replace(/^(?:token|bearer) /i, ''),
  rateLimited: {
    status: 403,
    body: { message: 'API rate limit exceeded' },
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' },
  },
}
