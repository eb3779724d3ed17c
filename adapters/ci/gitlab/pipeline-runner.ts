import { z } from 'zod'
import { type CiJob, type CiPart, type CiRun, carriesMark } from '../../../src/domain/ci-run.ts'
import type { CiRunner } from '../../../src/ports/ci-runner.ts'
import { type GitlabConfig, gitlabClient, gitlabFailure } from '../../code-host/gitlab/gitlab-client.ts'
import { markName, pipelineName } from '../../code-host/gitlab/progress-names.ts'
import { asProblem, noRerun, unlessGone } from '../as-problem.ts'

const CALL_TIMEOUT_MS = 15_000
/** The variable that carries what a run is found by. */
const MARK_VARIABLE = 'SHIPMATE'
/** Whose variables are looked into: those since a run may have been asked for are few. */
const MOST_LOOKED_INTO = 20
/** The clock of GitLab and that of the bot may differ. */
const CLOCKS_DIFFER_MS = 5 * 60_000

const pipeline = z.object({
  id: z.int(),
  status: z.string(),
  /** Where .gitlab-ci.yml gives its pipelines a name with the variable in it. */
  name: z.string().nullish(),
})
type Pipeline = z.output<typeof pipeline>

const job = z.object({ id: z.int(), name: z.string(), status: z.string(), allow_failure: z.boolean().default(false) })
const variables = z.array(z.object({ key: z.string(), value: z.string() }))

/** Pipelines of projects on GitLab. */
export function createPipelineRunner(config: GitlabConfig): CiRunner {
  const client = gitlabClient(config, CALL_TIMEOUT_MS)
  type Client = Awaited<ReturnType<typeof client>>
  const ask = <Answer>(call: (opened: Client) => Promise<Answer>): Promise<Answer> =>
    asProblem(async () => call(await client()), gitlabFailure)
  const linkOf = ({ project }: CiJob, what: string): string => `${config.url}/${project}/-/${what}`
  const asRun = (one: CiJob, { id, status }: Pipeline): CiRun => ({
    ...{ id: String(id), number: String(id), url: linkOf(one, `pipelines/${id}`), state: stateOf(status) },
    conclusion: status,
  })
  const isMarked = async (one: CiJob, { id, name }: Pipeline, label: string): Promise<boolean> => {
    if (carriesMark(name ?? '', label)) return true
    const found = await unlessGone(() => ask(async ({ Pipelines }) => Pipelines.allVariables(one.project, id)))
    const own = variables.parse(found ?? [])
    return own.some(({ key, value }) => key === MARK_VARIABLE && carriesMark(value, label))
  }
  const jobsOf = (one: CiJob, { id }: CiRun) =>
    ask(async ({ Jobs }) => {
      const found = await Jobs.all(one.project, { pipelineId: Number(id), perPage: 100, maxPages: 1 })
      return z
        .array(job)
        .parse(found)
        .toSorted((before, after) => before.id - after.id)
    })
  return {
    async start({ job: one, inputs, label }) {
      const ref = one.ref ?? (await ask(({ Projects }) => defaultBranch(Projects, one.project)))
      const given = Object.entries({ ...inputs, [MARK_VARIABLE]: label }).map(([key, value]) => ({ key, value }))
      const made = await ask(async ({ Pipelines }) => Pipelines.create(one.project, ref, { variables: given }))
      return asRun(one, pipeline.parse(made))
    },
    async find(one, label, since) {
      const from = since && new Date(Date.parse(since) - CLOCKS_DIFFER_MS).toISOString()
      const found = await ask(async ({ Pipelines }) =>
        Pipelines.all(one.project, {
          ...{ source: 'api', orderBy: 'id', sort: 'desc', perPage: 100, maxPages: 1 },
          ...(from && { updatedAfter: from }),
        }),
      )
      const newest = z.array(pipeline).parse(found)
      const named = newest.find(({ name }) => carriesMark(name ?? '', label))
      if (named) return asRun(one, named)
      for (const candidate of newest.slice(0, MOST_LOOKED_INTO)) {
        if (await isMarked(one, candidate, label)) return asRun(one, candidate)
      }
      return undefined
    },
    async show(one, id) {
      const found = await unlessGone(() => ask(async ({ Pipelines }) => Pipelines.show(one.project, Number(id))))
      return found && asRun(one, pipeline.parse(found))
    },
    async parts(one, run) {
      return (await jobsOf(one, run)).map(({ id, name, status, allow_failure }) => ({
        name,
        state: allow_failure && status === 'failed' ? 'skipped' : partState(status),
        url: linkOf(one, `jobs/${id}`),
      }))
    },
    rerunFailed: noRerun,
    async cancel(one, { id }) {
      await unlessGone(() => ask(async ({ Pipelines }) => Pipelines.cancel(one.project, Number(id))))
    },
    reportedAs: ({ project }, mark, id) => [
      markName(project, mark),
      ...(id === undefined ? [] : [pipelineName(project, Number(id))]),
    ],
    async log(one, run) {
      const red = (await jobsOf(one, run)).find(({ status, allow_failure }) => status === 'failed' && !allow_failure)
      return red && String(await ask(async ({ Jobs }) => Jobs.showLog(one.project, red.id)))
    },
  }
}

async function defaultBranch(projects: { show(project: string): Promise<unknown> }, project: string): Promise<string> {
  return z.object({ default_branch: z.string() }).parse(await projects.show(project)).default_branch
}

function stateOf(status: string): CiRun['state'] {
  switch (status) {
    case 'success':
      return 'passed'
    case 'failed':
    case 'skipped':
      return 'failed'
    case 'canceled':
      return 'cancelled'
    case 'running':
    case 'canceling':
    // It waits for somebody to start a job, and is not over.
    case 'manual':
      return 'running'
    default:
      return 'queued'
  }
}

function partState(status: string): CiPart['state'] {
  switch (status) {
    case 'success':
      return 'passed'
    case 'failed':
      return 'failed'
    case 'running':
    case 'canceling':
      return 'running'
    case 'skipped':
    case 'canceled':
      return 'skipped'
    default:
      return 'pending'
  }
}
