import { z } from 'zod'
import { carriesMark } from '../../../src/domain/ci-run.ts'

/* What is read of Jenkins' answers, and the fields that are asked for. */

const parameters = z.array(z.object({ name: z.string(), value: z.unknown().optional() })).optional()
const actions = z.array(z.object({ parameters }).nullable()).default([])

const build = z.object({
  number: z.int(),
  building: z.boolean().nullish(),
  result: z.string().nullish(),
  queueId: z.int().optional(),
  actions,
})
export type Build = z.output<typeof build>
export const buildAnswer = build
const BUILD_FIELDS = 'number,building,result,queueId,actions[parameters[name,value]]'

/** Of a job: its newest builds and its parameters. */
export const jobAnswer = z.object({
  buildable: z.boolean().nullish(),
  builds: z.array(build).default([]),
  property: z.array(z.object({ parameterDefinitions: z.array(z.object({ name: z.string() })).optional() })).default([]),
})
export const JOB_FIELDS = `buildable,property[parameterDefinitions[name]],builds[${BUILD_FIELDS}]{0,100}`
export const BUILD_TREE = BUILD_FIELDS

const queueItem = z.object({
  id: z.int(),
  cancelled: z.boolean().nullish(),
  executable: z.object({ number: z.int() }).nullish(),
  task: z.object({ url: z.string().optional() }).nullish(),
  actions,
})
export type QueueItem = z.output<typeof queueItem>
export const queueItemAnswer = queueItem
export const queueAnswer = z.object({ items: z.array(queueItem).default([]) })
export const QUEUE_FIELDS = 'items[id,cancelled,executable[number],task[url],actions[parameters[name,value]]]'

export const stagesAnswer = z.object({
  stages: z.array(z.object({ name: z.string(), status: z.string() })).default([]),
})

/** Whether a build or a queue item carries a text in the parameter that is ours. */
export const carries = ({ actions: all }: Pick<Build, 'actions'>, label: string): boolean =>
  all.some((action) =>
    action?.parameters?.some(({ name, value }) => name === MARK_PARAMETER && carriesMark(String(value), label)),
  )

export const MARK_PARAMETER = 'SHIPMATE'
