import type { Dialect, DialectOfForge, ForgeCheck, ForgePullRequest } from './code-host-server.ts'

/** The paths and answers of GitLab's REST API, as far as Shipmate asks. */
const answer: Dialect = ({ pullRequests, checks }, path, query) => {
  const [, project = '', rest = ''] = /^\/api\/v4\/projects\/([^/]+)\/(.+)$/.exec(path) ?? []
  const repository = decodeURIComponent(project)
  const number = /^merge_requests\/(\d+)$/.exec(rest)?.[1]
  const found = number === undefined ? undefined : pullRequests[`${repository}#${number}`]
  if (found) return { status: 200, body: mergeRequest(Number(number), found) }
  const sha = /^repository\/commits\/([0-9a-f]{40})\/statuses$/.exec(rest)?.[1]
  const its = checks[sha ?? '']
  if (!its) return undefined
  const perPage = Number(query.get('per_page') ?? 20)
  const page = Number(query.get('page') ?? 1)
  const more = its.length > page * perPage
  const next = `<http://${'forge'}${path}?page=${page + 1}&per_page=${perPage}>; rel="next"`
  return {
    status: 200,
    body: its
      .map(status)
      .toReversed()
      .slice((page - 1) * perPage, page * perPage),
    ...(more && { headers: { link: next, 'x-next-page': String(page + 1) } }),
  }
}

function mergeRequest(iid: number, { title, author, state, head, merged }: ForgePullRequest) {
  return {
    iid,
    title,
    author: { username: author },
    state: state === 'merged' || state === 'closed' ? state : 'opened',
    draft: state === 'draft',
    sha: head,
    merge_commit_sha: merged ?? null,
    squash_commit_sha: null,
  }
}

const STATES = { passed: 'success', failed: 'failed', running: 'running', skipped: 'skipped' } as const

const status = ({ name, state, suite = 1, mayFail = false }: ForgeCheck, at: number) => ({
  ref: `branch-${suite}`,
  id: at + 1,
  name,
  status: STATES[state],
  allow_failure: mayFail,
})

export const GITLAB: DialectOfForge = {
  answer,
  tokenOf: ({ headers }) => headers['private-token']?.toString(),
  rateLimited: { status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': '60' } },
}
