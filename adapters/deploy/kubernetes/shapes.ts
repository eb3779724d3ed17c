import { z } from 'zod'
import { KubernetesError } from './problem.ts'

/* What is read of the objects of a cluster; fields that are not listed are passed over. */

/** The API writes null for what is not there as often as it leaves it out. */
const or = <Schema extends z.ZodType>(schema: Schema, otherwise: z.output<Schema>) =>
  schema.nullish().transform((value) => value ?? otherwise)
const text = or(z.string(), '')
const strings = or(z.record(z.string(), z.string()), {})
const count = or(z.int().nonnegative(), 0)
const yes = or(z.boolean(), false)
const listOf = <Schema extends z.ZodType>(schema: Schema) => or(z.array(schema), [])

const metadata = z.object({
  name: z.string(),
  uid: text,
  resourceVersion: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  generation: count,
  creationTimestamp: text,
  annotations: strings,
  labels: strings,
  ownerReferences: listOf(z.object({ uid: z.string(), controller: yes })),
})

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: z.string().nullish(),
})
const conditions = listOf(condition)

const container = z.object({ name: z.string(), image: text })
const podTemplate = z.object({
  metadata: z.object({ annotations: strings, labels: strings }).prefault({}),
  spec: z.object({ containers: z.array(container) }),
})

export const deploymentSchema = z.object({
  metadata,
  spec: z.object({
    replicas: or(z.int().nonnegative(), 1),
    selector: z.object({ matchLabels: strings }),
    strategy: z
      .object({ type: z.string().default('RollingUpdate') })
      .loose()
      .prefault({}),
    paused: yes,
    template: podTemplate,
  }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      conditions,
    })
    .prefault({}),
})
export type Deployment = z.output<typeof deploymentSchema>

export const replicaSetListSchema = z.object({
  items: listOf(z.object({ metadata, spec: z.object({ template: podTemplate }) })),
})
export type ReplicaSet = z.output<typeof replicaSetListSchema>['items'][number]

const ended = z.object({
  exitCode: or(z.int(), 0),
  reason: text,
  message: text,
  finishedAt: z.string().nullish(),
})
const containerStatus = z.object({
  name: z.string(),
  ready: yes,
  restartCount: count,
  image: text,
  state: z
    .object({
      waiting: z.object({ reason: text, message: text }).nullish(),
      running: z.object({ startedAt: z.string().nullish() }).nullish(),
      terminated: ended.nullish(),
    })
    .prefault({}),
  lastState: z.object({ terminated: ended.nullish() }).prefault({}),
})
export type ContainerStatus = z.output<typeof containerStatus>

export const podListSchema = z.object({
  items: listOf(
    z.object({
      metadata: metadata.extend({ deletionTimestamp: z.string().nullish() }),
      spec: z.object({ containers: z.array(container) }),
      status: z
        .object({
          phase: or(z.string(), 'Pending'),
          conditions,
          containerStatuses: listOf(containerStatus),
          initContainerStatuses: listOf(containerStatus),
        })
        .prefault({}),
    }),
  ),
})
export type Pod = z.output<typeof podListSchema>['items'][number]

export const eventListSchema = z.object({
  items: listOf(
    z.object({
      type: text,
      reason: text,
      message: text,
      lastTimestamp: z.string().nullish(),
      eventTime: z.string().nullish(),
      involvedObject: z.object({
        kind: text,
        name: text,
        uid: text,
      }),
    }),
  ),
})
export type KubeEvent = z.output<typeof eventListSchema>['items'][number]

export const autoscalerListSchema = z.object({
  items: listOf(
    z.object({
      spec: z.object({
        scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
        minReplicas: or(z.int(), 1),
        maxReplicas: z.int(),
      }),
    }),
  ),
})

/** @throws {KubernetesError} `rubbish`, with the first thing that is wrong. */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown, server: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [first] = parsed.error.issues
  const what = `${first?.path.map(String).join('.')} ${first?.message.replace('Invalid input: ', '')}`.trim()
  throw new KubernetesError({ kind: 'rubbish', server, what })
}
