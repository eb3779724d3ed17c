import { z } from 'zod'
import { KubernetesError } from './problem.ts'

/* What is read of the objects of a cluster; fields that are not listed are passed over. */

const strings = z.record(z.string(), z.string()).default({})
const count = z.int().nonnegative().default(0)

const metadata = z.object({
  name: z.string(),
  uid: z.string().default(''),
  resourceVersion: z.string().optional(),
  generation: count,
  creationTimestamp: z.string().default(''),
  annotations: strings,
  labels: strings,
  ownerReferences: z.array(z.object({ uid: z.string(), controller: z.boolean().optional() })).default([]),
})

const condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(''),
  message: z.string().default(''),
  lastTransitionTime: z.string().optional(),
})
const conditions = z.array(condition).default([])

const container = z.object({ name: z.string(), image: z.string().default('') })
const podTemplate = z.object({
  metadata: z.object({ annotations: strings, labels: strings }).prefault({}),
  spec: z.object({ containers: z.array(container) }),
})

export const deploymentSchema = z.object({
  metadata,
  spec: z.object({
    replicas: z.int().nonnegative().default(1),
    selector: z.object({ matchLabels: strings }),
    strategy: z
      .object({ type: z.string().default('RollingUpdate') })
      .loose()
      .prefault({}),
    paused: z.boolean().default(false),
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
  items: z.array(z.object({ metadata, spec: z.object({ template: podTemplate }) })),
})
export type ReplicaSet = z.output<typeof replicaSetListSchema>['items'][number]

const ended = z.object({
  exitCode: z.int().default(0),
  reason: z.string().default(''),
  message: z.string().default(''),
  finishedAt: z.string().nullish(),
})
const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: count,
  image: z.string().default(''),
  state: z
    .object({
      waiting: z.object({ reason: z.string().default(''), message: z.string().default('') }).optional(),
      running: z.object({ startedAt: z.string().nullish() }).optional(),
      terminated: ended.optional(),
    })
    .prefault({}),
  lastState: z.object({ terminated: ended.optional() }).prefault({}),
})
export type ContainerStatus = z.output<typeof containerStatus>

export const podListSchema = z.object({
  items: z.array(
    z.object({
      metadata: metadata.extend({ deletionTimestamp: z.string().optional() }),
      spec: z.object({ containers: z.array(container) }),
      status: z
        .object({
          phase: z.string().default('Pending'),
          conditions,
          containerStatuses: z.array(containerStatus).default([]),
          initContainerStatuses: z.array(containerStatus).default([]),
        })
        .prefault({}),
    }),
  ),
})
export type Pod = z.output<typeof podListSchema>['items'][number]

export const eventListSchema = z.object({
  items: z.array(
    z.object({
      type: z.string().default('Normal'),
      reason: z.string().default(''),
      message: z.string().default(''),
      lastTimestamp: z.string().nullish(),
      eventTime: z.string().nullish(),
      involvedObject: z.object({
        kind: z.string().default(''),
        name: z.string().default(''),
        uid: z.string().default(''),
      }),
    }),
  ),
})
export type KubeEvent = z.output<typeof eventListSchema>['items'][number]

export const autoscalerListSchema = z.object({
  items: z.array(
    z.object({
      spec: z.object({
        scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
        minReplicas: z.int().default(1),
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
