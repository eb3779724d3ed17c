import { z } from 'zod'
import type { CodeHappening } from '../../../src/domain/code-happening.ts'
import type { ReadWebhook } from '../../../src/ports/webhook.ts'
import { markName, runName } from '../github/progress-names.ts'
import { marksIn } from '../marks-in.ts'
import { digestOf, headerOf, isDeliveryId, oneLine, parsed } from './delivery.ts'

/** Reads what GitHub delivers, once its signature holds. https://docs.github.com/webhooks */
export function githubWebhook(secret: string): ReadWebhook {
  return async (request) => {
    const signature = headerOf(request, 'x-hub-signature-256')
    if (!/^sha256=[0-9a-f]{64}$/.test(signature) || request.body === '') return { kind: 'forged' }
    const { verify } = await import('@octokit/webhooks-methods')
    if (!(await verify(secret, request.body, signature))) return { kind: 'forged' }
    const delivery = headerOf(request, 'x-github-delivery')
    const event = headerOf(request, 'x-github-event')
    const payload = parsed(request.body)
    if (payload === undefined || !isDeliveryId(delivery)) return { kind: 'malformed' }
    const read = READERS[event]?.safeParse(payload)
    if (!read) return { kind: 'ignored' }
    const { data } = read
    if (!data) return { kind: 'malformed' }
    const { repository, happening, names } = data
    if (names) return { kind: 'progress', progress: { host: 'github', delivery, digest: digestOf(request), names } }
    return happening
      ? { kind: 'report', report: { host: 'github', repository, delivery, digest: digestOf(request), happening } }
      : { kind: 'ignored' }
  }
}

interface Read {
  readonly repository: string
  /** Undefined: nothing that anybody waits for. */
  readonly happening?: CodeHappening | undefined
  /** Of a run of Actions that has come further: under which steps may wait for it. */
  readonly names?: readonly string[]
}

const repository = z.object({ full_name: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/) })
const sha = z.string().regex(/^[0-9a-f]{40}$/)
const branch = z.string().min(1).max(255)
const text = z.string().transform(oneLine)
const login = z.object({ login: text }).nullish()

const nameOf = (one: z.output<typeof login>): string => one?.login ?? 'ghost'

const pullRequest = z
  .object({
    action: z.string(),
    repository,
    pull_request: z.object({
      number: z.int(),
      title: text,
      user: login,
      merged: z.boolean().default(false),
      base: z.object({ ref: branch }),
    }),
  })
  .transform(({ action, repository: { full_name }, pull_request }): Read => {
    const { number, title, user, merged, base } = pull_request
    const isMerge = action === 'closed' && merged
    const what =
      action === 'opened' ? ('pull-request.opened' as const) : isMerge ? ('pull-request.merged' as const) : undefined
    const happening = what && { what, number, title, author: nameOf(user), branch: base.ref }
    return { repository: full_name, happening }
  })

const checkSuite = z
  .object({
    action: z.string(),
    repository,
    check_suite: z.object({
      head_sha: sha,
      head_branch: branch.nullish(),
      conclusion: z.string().nullish(),
      app: z.object({ name: text }).nullish(),
    }),
  })
  .transform(({ action, repository: { full_name }, check_suite }): Read => {
    const { head_sha, head_branch, conclusion, app } = check_suite
    if (action !== 'completed') return { repository: full_name, happening: undefined }
    const green = conclusion === 'success' || conclusion === 'neutral' || conclusion === 'skipped'
    const where = { sha: head_sha, ...(head_branch && { branch: head_branch }) }
    return { repository: full_name, happening: { what: 'checks.done', ...where, by: app?.name ?? 'checks', green } }
  })

const release = z
  .object({ action: z.string(), repository, release: z.object({ tag_name: text, author: login }) })
  .transform(
    ({ action, repository: { full_name }, release: { tag_name: tag, author } }): Read => ({
      repository: full_name,
      happening: action === 'published' ? { what: 'release.published', tag, author: nameOf(author) } : undefined,
    }),
  )

const HEADS = 'refs/heads/'
/** What a branch is after it was deleted. */
const NOTHING = '0'.repeat(40)

const push = z
  .object({ ref: z.string().max(255), after: sha, repository, sender: login })
  .transform(({ ref, after, repository: { full_name }, sender }): Read => {
    const isBranch = ref.startsWith(HEADS) && after !== NOTHING
    const pushed = { what: 'pushed', branch: ref.slice(HEADS.length), sha: after, author: nameOf(sender) } as const
    return { repository: full_name, happening: isBranch ? pushed : undefined }
  })

/** What a person sees of it changes with these; more of them would only be more looks. */
const JOB_ACTIONS: readonly string[] = ['in_progress', 'completed']

const workflowRun = z
  .object({ repository, workflow_run: z.object({ id: z.int(), display_title: z.string().max(2_000).nullish() }) })
  .transform(({ repository: { full_name }, workflow_run: { id, display_title } }): Read => {
    const marks = marksIn(display_title ?? '').map((mark) => markName(full_name, mark))
    return { repository: full_name, names: [runName(full_name, id), ...marks] }
  })

const workflowJob = z.object({ action: z.string(), repository, workflow_job: z.object({ run_id: z.int() }) }).transform(
  ({ action, repository: { full_name }, workflow_job }): Read => ({
    repository: full_name,
    ...(JOB_ACTIONS.includes(action) && { names: [runName(full_name, workflow_job.run_id)] }),
  }),
)

const READERS: Readonly<Record<string, z.ZodType<Read>>> = {
  pull_request: pullRequest,
  check_suite: checkSuite,
  release,
  push,
  workflow_run: workflowRun,
  workflow_job: workflowJob,
}
