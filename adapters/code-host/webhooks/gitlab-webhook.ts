import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { CodeHappening } from '../../../src/domain/code-happening.ts'
import type { ReadWebhook } from '../../../src/ports/webhook.ts'
import { markName, pipelineName } from '../gitlab/progress-names.ts'
import { marksIn } from '../marks-in.ts'
import { digestOf, headerOf, isDeliveryId, oneLine, parsed } from './delivery.ts'

/** Reads what GitLab delivers, once its secret token is the right one. https://docs.gitlab.com/user/project/integrations/webhooks/ */
export function gitlabWebhook(secret: string): ReadWebhook {
  return async (request) => {
    if (!isSame(headerOf(request, 'x-gitlab-token'), secret)) return { kind: 'forged' }
    const delivery = headerOf(request, 'idempotency-key') || headerOf(request, 'x-gitlab-event-uuid')
    const payload = parsed(request.body)
    if (payload === undefined || !isDeliveryId(delivery)) return { kind: 'malformed' }
    const read = READERS[headerOf(request, 'x-gitlab-event')]?.safeParse(payload)
    if (!read) return { kind: 'ignored' }
    const { data } = read
    if (!data) return { kind: 'malformed' }
    const { repository, happening, names } = data
    const of = { host: 'gitlab' as const, delivery, digest: digestOf(request) }
    const progress = names && { ...of, names }
    if (happening) return { kind: 'report', report: { ...of, repository, happening }, ...(progress && { progress }) }
    return progress ? { kind: 'progress', progress } : { kind: 'ignored' }
  }
}

/** In the same time wherever they differ, and whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

interface Read {
  readonly repository: string
  readonly happening: CodeHappening | undefined
  /** Of a pipeline that has come further: under which steps may wait for it. */
  readonly names?: readonly string[]
}

const project = z.object({
  path_with_namespace: z
    .string()
    .regex(/^[\w.-]+(?:\/[\w.-]+){1,9}$/)
    .max(300),
})
const sha = z.string().regex(/^[0-9a-f]{40}$/)
const branch = z.string().min(1).max(255)
const text = z.string().transform(oneLine)
const user = z.object({ username: text }).nullish()

const mergeRequest = z
  .object({
    project,
    user,
    object_attributes: z.object({ iid: z.int(), title: text, action: z.string().optional(), target_branch: branch }),
  })
  .transform(({ project: { path_with_namespace: repository }, user: by, object_attributes }): Read => {
    const { iid: number, title, action, target_branch } = object_attributes
    const what = action === 'open' ? 'pull-request.opened' : action === 'merge' ? 'pull-request.merged' : undefined
    return {
      repository,
      happening: what && { what, number, title, author: by?.username ?? 'ghost', branch: target_branch },
    }
  })

/** What anybody wrote: it is looked for marks, and is kept nowhere. */
const somebodysText = z.string().max(2_000).nullish().catch(undefined)

const pipeline = z
  .object({
    project,
    object_attributes: z.object({
      ...{ sha, ref: branch, status: z.string(), id: z.int().optional(), name: somebodysText },
      variables: z.array(z.object({ key: z.string(), value: somebodysText })).catch([]),
    }),
  })
  .transform(({ project: { path_with_namespace: repository }, object_attributes }): Read => {
    const { sha, ref, status, id, name, variables } = object_attributes
    const isDone = status === 'success' || status === 'failed' || status === 'canceled'
    const done = { what: 'checks.done', sha, branch: ref, by: 'pipeline', green: status === 'success' } as const
    const carried = variables.find(({ key }) => key === 'SHIPMATE')?.value
    const marks = [...new Set([name, carried].flatMap((text) => marksIn(text ?? '')))]
    const ids = id === undefined ? [] : [pipelineName(repository, id)]
    const names = [...ids, ...marks.map((mark) => markName(repository, mark))]
    return { repository, happening: isDone ? done : undefined, ...(names.length > 0 && { names }) }
  })

const release = z.object({ project, action: z.string(), tag: text }).transform(
  ({ project: { path_with_namespace: repository }, action, tag }): Read => ({
    repository,
    happening: action === 'create' ? { what: 'release.published', tag, author: 'GitLab' } : undefined,
  }),
)

const HEADS = 'refs/heads/'

const push = z
  .object({ project, ref: z.string().max(255), after: sha, user_username: text.default('ghost') })
  .transform(({ project: { path_with_namespace: repository }, ref, after, user_username: author }): Read => {
    const isBranch = ref.startsWith(HEADS) && !/^0+$/.test(after)
    const pushed = { what: 'pushed', branch: ref.slice(HEADS.length), sha: after, author } as const
    return { repository, happening: isBranch ? pushed : undefined }
  })

const READERS: Readonly<Record<string, z.ZodType<Read>>> = {
  'Merge Request Hook': mergeRequest,
  'Pipeline Hook': pipeline,
  'Release Hook': release,
  'Push Hook': push,
}
