import { z } from 'zod'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import type { Deployment } from './shapes.ts'

/*
 * What Shipmate remembers in the cluster itself, as annotations and labels of the Deployment: whose release runs there, what to go back
 * to, and the highest fencing token seen, so that an order from before a crash changes nothing.
 */

const KEYS = {
  task: 'shipmate.dev/task',
  token: 'shipmate.dev/fencing-token',
  sha: 'shipmate.dev/sha',
  version: 'shipmate.dev/version',
  image: 'shipmate.dev/image',
  at: 'shipmate.dev/placed-at',
  before: 'shipmate.dev/before',
  settled: 'shipmate.dev/settled',
  settledAs: 'shipmate.dev/settled-as',
  failed: 'shipmate.dev/failed',
  replicas: 'shipmate.dev/replicas',
  strategy: 'shipmate.dev/strategy-before',
  returning: 'shipmate.dev/returning',
  since: 'shipmate.dev/canary-since',
} as const

/** A release as it was put there. */
const placed = z.object({
  /** As the pod template has it. */
  image: z.string(),
  /** Left out for what somebody else has put there. */
  of: z.exactOptional(z.object({ task: z.string(), sha: z.string(), version: z.string() })),
})
export type Placed = z.output<typeof placed>

const failure = z.object({ task: z.string(), reason: z.string(), nextStep: z.string() })

const settledAs = z.object({
  /** ISO 8601 in UTC. */
  at: z.iso.datetime(),
  /** The number that the cluster gave the pods. */
  revision: z.exactOptional(z.string()),
  replicas: z.int().nonnegative(),
})
/** How the Deployment was when its release got ready. */
export type SettledAs = z.output<typeof settledAs>

const strategy = z.object({ type: z.string(), rollingUpdate: z.record(z.string(), z.unknown()).nullish() })

export interface Marks {
  /** Zero where none was seen. */
  readonly token: number
  readonly placed: Placed | undefined
  /** Since when, ISO 8601 in UTC. */
  readonly placedAt: string | undefined
  /** What to go back to while the release is under way. */
  readonly before: Placed | undefined
  /** The order whose release got ready last. */
  readonly settled: string | undefined
  readonly settledAs: SettledAs | undefined
  /** How many replicas somebody has asked Shipmate for last. */
  readonly replicas: number | undefined
  /** An order whose release was taken back, and why. */
  readonly failed: z.output<typeof failure> | undefined
  /** An order that waits until what was there before is up again, to replace pods as before then. */
  readonly returning: string | undefined
}

/** Annotations can be edited by anybody who may edit the Deployment: what cannot be read counts as not there. */
export function marksOf({ metadata: { annotations, labels } }: Pick<Deployment, 'metadata'>): Marks {
  const { [KEYS.task]: task, [KEYS.sha]: sha, [KEYS.version]: version, [KEYS.image]: image } = annotations
  const token = Number(labels[KEYS.token] ?? 0)
  const of = task !== undefined && sha !== undefined && version !== undefined ? { task, sha, version } : undefined
  return {
    token: Number.isSafeInteger(token) && token > 0 ? token : 0,
    placed: image === undefined ? undefined : { image, ...(of && { of }) },
    placedAt: instant(annotations[KEYS.at]),
    before: readJson(placed, annotations[KEYS.before]),
    settled: annotations[KEYS.settled],
    settledAs: readJson(settledAs, annotations[KEYS.settledAs]),
    replicas: /^\d{1,6}$/.test(annotations[KEYS.replicas] ?? '') ? Number(annotations[KEYS.replicas]) : undefined,
    failed: readJson(failure, annotations[KEYS.failed]),
    returning: annotations[KEYS.returning],
  }
}

const instant = (at: string | undefined): string | undefined =>
  at !== undefined && Number.isFinite(Date.parse(at)) ? at : undefined

export function annotationsOf({
  placed: { image, of },
  placedAt,
  before,
  failed,
  returning,
}: WrittenMarks): Record<string, string> {
  return {
    [KEYS.image]: image,
    ...(placedAt !== undefined && { [KEYS.at]: placedAt }),
    ...(of && { [KEYS.task]: of.task, [KEYS.sha]: of.sha, [KEYS.version]: of.version }),
    ...(before && { [KEYS.before]: JSON.stringify(before) }),
    ...(failed && { [KEYS.failed]: JSON.stringify(failed) }),
    ...(returning !== undefined && { [KEYS.returning]: returning }),
  }
}

/*
 * Labels, which do not raise the generation of a Deployment as annotations do: else its controller would have to look again
 * each time before anybody could tell how far a rollout is.
 */
export const tokenMark = (token: number): Record<string, string> => ({ [KEYS.token]: String(token) })

/** How many replicas somebody has asked Shipmate for. */
export const replicasMark = (count: number): Record<string, string> => ({ [KEYS.replicas]: String(count) })

/** On a route, by how much the weights of its rules were multiplied for a canary. */
export const ROUTE_SCALE = 'shipmate.dev/canary-scale'
/** On a route, the weights that a canary was given, to tell what somebody has changed since. */
export const ROUTE_WEIGHTS = 'shipmate.dev/canary-weights'

/** Since when a canary has its share. */
export const sinceMark = (at: string): Record<string, string> => ({ [KEYS.since]: String(Date.parse(at)) })
export function sinceOf({ metadata: { labels } }: Pick<Deployment, 'metadata'>): string | undefined {
  const at = Number(labels[KEYS.since] ?? Number.NaN)
  return Number.isSafeInteger(at) ? new Date(at).toISOString() : undefined
}

/** How the Deployment replaced pods before Shipmate chose another way for one release; null: nothing is remembered. */
export const strategyMark = (strategy: object | null): Record<string, string | null> => ({
  [KEYS.strategy]: strategy && JSON.stringify(strategy),
})
export const strategyBefore = ({ metadata }: Pick<Deployment, 'metadata'>): z.output<typeof strategy> | undefined =>
  readJson(strategy, metadata.annotations[KEYS.strategy])

/** Nobody waits for it any longer. */
export const RETURNED = { [KEYS.returning]: null } as const

export type WrittenMarks = Pick<Marks, 'placedAt' | 'before' | 'failed'> & {
  readonly placed: Placed
  readonly returning?: string | undefined
}

/** The run of an order among all that there ever were: numbers of tasks repeat in another log. */
export const identityOf = ({ task, run }: Pick<PlaceOrder, 'task' | 'run'>): string =>
  run === undefined ? task : `${task} ${run}`

export const isOf = (one: Placed | undefined, order: Pick<PlaceOrder, 'task' | 'run'>): boolean =>
  one?.of?.task === identityOf(order)

/** What to go back to from here: the release that is there, unless it never got ready or somebody has changed its image. */
export function wayBackFrom({ placed: there, settled, before }: Marks, image: string): Placed {
  if (there?.image !== image) return { image }
  const neverGotReady = there.of !== undefined && there.of.task !== settled
  return neverGotReady && before ? before : there
}

/** The release that is there got ready, with all else as it is now. */
export function settledMark(task: string, deployment: Deployment, now: Date): Record<string, string> {
  const revision = revisionOf(deployment)
  const as: SettledAs = {
    at: now.toISOString(),
    ...(revision !== undefined && { revision }),
    replicas: deployment.spec.replicas,
  }
  return { [KEYS.settled]: task, [KEYS.settledAs]: JSON.stringify(as) }
}

/** The number that the cluster gives each pod template of a Deployment. */
export const revisionOf = ({ metadata }: Pick<Deployment, 'metadata'>): string | undefined =>
  metadata.annotations['deployment.kubernetes.io/revision']

/** A release was taken away again, and why. */
export const failedMark = (failed: NonNullable<Marks['failed']>): Record<string, string> => ({
  [KEYS.failed]: JSON.stringify(failed),
})

/** `v1.0.0`, or the image where nobody knows a version. */
export const nameOf = ({ of, image }: Placed): string => of?.version ?? image

function readJson<Schema extends z.ZodType>(schema: Schema, text: string | undefined): z.output<Schema> | undefined {
  if (text === undefined) return undefined
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
