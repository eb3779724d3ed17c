import type { z } from 'zod'
import type { CiJob, CiPart, CiRun } from '../../../src/domain/ci-run.ts'
import { CiProblemError, type CiRunner } from '../../../src/ports/ci-runner.ts'
import { asProblem, type RefusedAnswer, unlessGone } from '../as-problem.ts'
import {
  BUILD_TREE,
  type Build,
  buildAnswer,
  carries,
  JOB_FIELDS,
  jobAnswer,
  MARK_PARAMETER,
  QUEUE_FIELDS,
  type QueueItem,
  queueAnswer,
  queueItemAnswer,
  stagesAnswer,
} from './jenkins-answers.ts'
import { type JenkinsAccount, type JenkinsAnswer, jenkinsClient } from './jenkins-client.ts'

const LOG_BYTES = 256 * 1024
const QUEUED = 'queue-'

class JenkinsAnswerError extends Error {
  override readonly name = 'JenkinsAnswerError'
  readonly status: number
  constructor({ status, text }: JenkinsAnswer) {
    super(`answered ${status}${sentenceIn(text)}`)
    this.status = status
  }
}

/** Jobs of one Jenkins. What waits in its queue is known as `queue-17` until it has a number. */
export function createJenkinsRunner(account: JenkinsAccount): CiRunner {
  const client = jenkinsClient(account)
  const ask = <Answer>(call: () => Promise<Answer>): Promise<Answer> => asProblem(call, jenkinsFailure)
  const read = <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> =>
    ask(async () => schema.parse(JSON.parse(ok(await client.get(path)).text)))
  const linkOf = (job: CiJob, number?: number): string =>
    `${account.url}${pathOf(job)}${number === undefined ? '' : `${number}/`}`
  const fromBuild = (job: CiJob, build: Build): CiRun => runFrom(build, linkOf(job, build.number))
  const jobOf = (job: CiJob) => read(`${pathOf(job)}api/json?tree=${JOB_FIELDS}`, jobAnswer)
  const buildOf = async (job: CiJob, number: string): Promise<CiRun | undefined> => {
    const found = await unlessGone(() => read(`${pathOf(job)}${number}/api/json?tree=${BUILD_TREE}`, buildAnswer))
    return found && fromBuild(job, found)
  }
  const find = async (job: CiJob, label: string): Promise<CiRun | undefined> => {
    // In this order: what leaves the queue meanwhile is among the builds.
    const { items } = await read(`/queue/api/json?tree=${QUEUE_FIELDS}`, queueAnswer)
    const build = (await jobOf(job)).builds.find((one) => carries(one, label))
    if (build) return fromBuild(job, build)
    const item = items.find((one) => isOfJob(one, job) && carries(one, label))
    return item && waiting(item, linkOf(job))
  }
  const queued = async (job: CiJob, id: string, label: string): Promise<CiRun | undefined> => {
    const item = await unlessGone(() => read(`/queue/item/${id.slice(QUEUED.length)}/api/json`, queueItemAnswer))
    if (item?.executable) return buildOf(job, String(item.executable.number))
    // Jenkins forgets what has left its queue after some minutes.
    return item ? waiting(item, linkOf(job)) : find(job, label)
  }
  return {
    async start({ job, inputs, label }) {
      await checkParameters(job, Object.keys(inputs), await jobOf(job))
      const form = { ...inputs, [MARK_PARAMETER]: label }
      const { headers } = await ask(async () => ok(await client.post(`${pathOf(job)}buildWithParameters`, form), 303))
      const [, id] = /\/queue\/item\/(\d+)/.exec(headers.get('location') ?? '') ?? []
      return id === undefined ? undefined : { id: `${QUEUED}${id}`, url: linkOf(job), state: 'queued' }
    },
    find,
    show: (job, id, label) => (id.startsWith(QUEUED) ? queued(job, id, label) : buildOf(job, id)),
    async parts(job, { id, url }) {
      if (id.startsWith(QUEUED)) return []
      // A job that is no pipeline, or a Jenkins without the plugin for it, has no stages.
      const found = await unlessGone(() => read(`${pathOf(job)}${id}/wfapi/describe`, stagesAnswer))
      return (found?.stages ?? []).map(({ name, status }) => ({ name, state: stageState(status), url }))
    },
    async cancel(job, { id }) {
      const isQueued = id.startsWith(QUEUED)
      const path = isQueued ? `/queue/cancelItem?id=${id.slice(QUEUED.length)}` : `${pathOf(job)}${id}/stop`
      await unlessGone(() => ask(async () => ok(await client.post(path), 302)))
    },
    reportedAs: () => [],
    async log(job, { id }) {
      if (id.startsWith(QUEUED)) return undefined
      return ask(() => client.end(`${pathOf(job)}${id}/logText/progressiveText`, LOG_BYTES))
    },
  }
}

/** Jenkins drops what a job has no parameter for, the mark by which its run is found again as well. */
async function checkParameters(
  { project }: CiJob,
  given: readonly string[],
  { buildable, property }: z.output<typeof jobAnswer>,
): Promise<void> {
  const known = property.flatMap(({ parameterDefinitions = [] }) => parameterDefinitions.map(({ name }) => name))
  const missing = [MARK_PARAMETER, ...given].find((name) => !known.includes(name))
  if (buildable === false) throw new CiProblemError({ kind: 'refused', detail: `${project} is disabled` })
  if (missing !== undefined)
    throw new CiProblemError({ kind: 'refused', detail: `${project} has no parameter ${missing}` })
}

/** `payments/release` is `/job/payments/job/release/`. */
const pathOf = ({ project }: CiJob): string =>
  `${project
    .split('/')
    .map((part) => `/job/${encodeURIComponent(part)}`)
    .join('')}/`

const isOfJob = ({ task }: QueueItem, job: CiJob): boolean => task?.url?.endsWith(pathOf(job)) ?? true

function ok(answer: JenkinsAnswer, also?: number): JenkinsAnswer {
  if ((answer.status >= 200 && answer.status < 300) || answer.status === also) return answer
  throw new JenkinsAnswerError(answer)
}

function jenkinsFailure(error: unknown): RefusedAnswer {
  const status = error instanceof JenkinsAnswerError ? error.status : undefined
  return { status, isRateLimit: status === 429 }
}

/** Its pages of errors are for people who see them. */
function sentenceIn(text: string): string {
  const line = text
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line === '' ? '' : `: ${line}`
}

function waiting({ id, cancelled }: QueueItem, url: string): CiRun {
  return { id: `${QUEUED}${id}`, url, state: cancelled ? 'cancelled' : 'queued' }
}

const STATES: Readonly<Record<string, CiRun['state']>> = { SUCCESS: 'passed', ABORTED: 'cancelled' }

function runFrom({ number, building, result }: Build, url: string): CiRun {
  const common = { id: String(number), number: String(number), url }
  if (building || !result) return { ...common, state: 'running' }
  return { ...common, state: STATES[result] ?? 'failed', conclusion: result.toLowerCase() }
}

function stageState(status: string): CiPart['state'] {
  switch (status) {
    case 'SUCCESS':
      return 'passed'
    case 'IN_PROGRESS':
    case 'PAUSED_PENDING_INPUT':
      return 'running'
    case 'FAILED':
    case 'UNSTABLE':
      return 'failed'
    case 'NOT_EXECUTED':
      return 'pending'
    default:
      return 'skipped'
  }
}
