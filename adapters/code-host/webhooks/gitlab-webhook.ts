import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { CodeHappening } from '../../../src/domain/code-happening.ts'
import type { ReadWebhook } from '../../../src/ports/webhook.ts'
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
    const { repository, happening } = data
    return happening
      ? { kind: 'report', report: { host: 'gitlab', repository, delivery, digest: digestOf(request), happening } }
      : { kind: 'ignored' }
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

const pipeline = z
  .object({ project, object_attributes: z.object({ sha, ref: branch, status: z.string() }) })
  .transform(({ project: { path_with_namespace: repository }, object_attributes: { sha, ref, status } }): Read => {
    const isDone = status === 'success' || status === 'failed' || status === 'canceled'
    const done = { what: 'checks.done', sha, branch: ref, by: 'pipeline', green: status === 'success' } as const
    return { repository, happening: isDone ? done : undefined }
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
