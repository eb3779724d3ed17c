import { createHash } from 'node:crypto'
import { type CiJob, type CiPart, type CiRun, carriesMark } from '../../src/domain/ci-run.ts'
import type { OutsideProgress } from '../../src/domain/outside-progress.ts'
import { type CiProblem, CiProblemError, type CiRunner } from '../../src/ports/ci-runner.ts'
import type { Clock } from '../../src/ports/clock.ts'

export const CI_ENDS = ['passed', 'failed', 'cancelled'] as const

/** How one run goes. */
export interface CiScript {
  /** In milliseconds, before it runs and until it is over. */
  readonly queuedMs: number
  readonly takesMs: number
  readonly ends: (typeof CI_ENDS)[number]
  readonly jobs: readonly string[]
  /** The job in which it fails. */
  readonly failsIn?: string | undefined
  /** Whether it ends when it is asked to. */
  readonly cancels: boolean
  readonly prints: readonly string[]
  /** It is not started at all, for this reason. */
  readonly refuses?: CiProblem['kind'] | undefined
}

/** `loses-answers`: it starts what it is asked for, and nobody hears of it. `deletes`: it forgets every run there was. */
export const CI_STATES = ['away', 'loses-answers', 'deletes', 'up'] as const
export type CiState = (typeof CI_STATES)[number]

export interface ScriptedCi extends CiRunner {
  state: CiState
  /** A run is over now. @returns What its host reports of that, whether it was over already or not. */
  end(id: string, as: CiScript['ends']): OutsideProgress
}

interface Begun {
  readonly id: string
  readonly label: string
  readonly job: string
  readonly isActions: boolean
  attempt: number
  script: CiScript
  at: number
  cancelled: boolean
  /** It was ended so before its time. */
  ended?: CiScript['ends']
}

const USUAL: CiScript = { queuedMs: 0, takesMs: 20_000, ends: 'passed', jobs: ['build'], cancels: true, prints: [] }

/**
 * CI systems whose runs go as they are written, each time in turn; the last stays.
 * @param scripts By job: `acme/payments release.yml`, `acme/payments`, or the path of a job.
 * @param started Hears of every run that really starts, and of each that is really cancelled, in words.
 */
export function createScriptedCi(
  scripts: Readonly<Record<string, readonly CiScript[]>>,
  clock: Pick<Clock, 'now'>,
  started: (words: string) => void,
): ScriptedCi {
  const runs: Begun[] = []
  const times = new Map<string, number>()
  const asked = async (): Promise<void> => {
    if (ci.state === 'away') throw new CiProblemError({ kind: 'away', detail: 'nobody answers' })
    if (ci.state === 'deletes') runs.length = 0
  }
  const seen = (begun: Begun): CiRun => asRun(begun, clock.now().getTime())
  const ci: ScriptedCi = {
    state: 'up',
    async start({ job, inputs, label }) {
      await asked()
      const name = nameOf(job)
      const time = times.get(name) ?? 0
      times.set(name, time + 1)
      const own = scripts[name] ?? [USUAL]
      const script = own[Math.min(time, own.length - 1)] ?? USUAL
      if (script.refuses !== undefined) throw new CiProblemError({ kind: script.refuses, detail: 'as it is written' })
      const given = Object.entries(inputs).map(([input, value]) => `${input}=${value}`)
      started([job.system, name, ...(job.ref === undefined ? [] : [`ref=${job.ref}`]), ...given].join(' '))
      const begun = {
        id: String(41 + runs.length),
        label,
        job: name,
        isActions: job.system === 'github-actions',
        attempt: 1,
        script,
        at: clock.now().getTime(),
        cancelled: false,
      }
      runs.push(begun)
      if (ci.state === 'loses-answers') throw new CiProblemError({ kind: 'away', detail: 'the answer got lost' })
      return seen(begun)
    },
    async find(job, label) {
      await asked()
      const found = runs.findLast((one) => one.job === nameOf(job) && carriesMark(one.label, label))
      return found && seen(found)
    },
    async show(_, id) {
      await asked()
      const found = runs.find((one) => one.id === id)
      return found && seen(found)
    },
    async parts(_, { id }) {
      await asked()
      const found = runs.find((one) => one.id === id)
      return found ? partsOf(found, clock.now().getTime()) : []
    },
    async rerunFailed(job, id) {
      await asked()
      const begun = runs.find((one) => one.id === id)
      const own = scripts[nameOf(job)] ?? [USUAL]
      if (!begun) throw new CiProblemError({ kind: 'not-found', detail: `there is no run ${id}` })
      begun.attempt += 1
      begun.at = clock.now().getTime()
      begun.script = own[Math.min(begun.attempt - 1, own.length - 1)] ?? USUAL
      delete begun.ended
      started(`run the failed jobs of ${id} again`)
    },
    async cancel(_, { id }) {
      await asked()
      const found = runs.find((one) => one.id === id)
      if (!found || !isOpen(seen(found))) return
      started(`cancel ${found.job}`)
      found.cancelled = found.script.cancels
    },
    reportedAs: ({ system, project }, _, id) =>
      system === 'jenkins' || id === undefined ? [] : [reportName(HOSTS[system], project, id)],
    end(id, as) {
      const begun = runs.find((one) => one.id === id)
      const [project = '', workflow] = begun?.job.split(' ') ?? []
      if (!begun) throw new Error(`there is no run ${id}`)
      if (isOpen(seen(begun))) begun.ended = as
      const host = workflow === undefined ? 'gitlab' : 'github'
      const digest = createHash('sha256').update(`${id} ${as}`).digest('hex').slice(0, 40)
      return { host, delivery: `delivery-${id}-${as}`, digest, names: [reportName(host, project, id)] }
    },
    async log(_, { id }) {
      await asked()
      return runs.find((one) => one.id === id)?.script.prints.join('\n')
    },
  }
  return ci
}

const HOSTS = { 'github-actions': 'github', 'gitlab-pipeline': 'gitlab' } as const
const reportName = (host: OutsideProgress['host'], project: string, id: string): string =>
  `${host}:${project}:run:${id}`
const isOpen = ({ state }: CiRun): boolean => state === 'queued' || state === 'running'

const nameOf = ({ project, workflow }: CiJob): string => (workflow === undefined ? project : `${project} ${workflow}`)

function asRun({ id, job, script, at, cancelled, ended, isActions, attempt }: Begun, now: number): CiRun {
  const url = `https://ci.example/${job.replace(' ', '/')}/${id}`
  const common = { id, number: id, url, ...(isActions && { attempt }) }
  if (cancelled) return { ...common, state: 'cancelled', conclusion: 'cancelled' }
  if (ended) return { ...common, state: ended, conclusion: ended }
  if (now < at + script.queuedMs) return { ...common, state: 'queued' }
  if (now < at + script.queuedMs + script.takesMs) return { ...common, state: 'running' }
  return { ...common, state: script.ends, conclusion: script.ends }
}

/** They are done one after the other, in equal times. */
function partsOf(begun: Begun, now: number): readonly CiPart[] {
  const { script, at } = begun
  const { state, url } = asRun(begun, now)
  const { jobs, failsIn = jobs.at(-1) } = script
  const reached = Math.floor(((now - at - script.queuedMs) / Math.max(1, script.takesMs)) * jobs.length)
  return jobs.map((name, index) => {
    const own = { name, url: `${url}/${name}` }
    if (state === 'failed' && name === failsIn) return { ...own, state: 'failed' }
    if (index < reached) return { ...own, state: 'passed' }
    return { ...own, state: state === 'running' && index === reached ? 'running' : 'pending' }
  })
}
