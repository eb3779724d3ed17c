import { createHash } from 'node:crypto'
import type { EnvironmentId, ServiceId } from '../../src/domain/ids.ts'
import type { OutsideProgress } from '../../src/domain/outside-progress.ts'
import type { DeployPhase } from '../../src/domain/release.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { DeployOrder, DeployOutcome } from '../../src/ports/deployer.ts'
import { failed } from '../../src/ports/work-outcome.ts'

/* Runs of GitHub Actions, which continue until the transcript says how they end. */

export const RUN_ENDS = ['success', 'failure'] as const
export type RunEnd = (typeof RUN_ENDS)[number]

export interface RehearsedActions {
  deploy(
    order: DeployOrder,
    report: (phase: DeployPhase) => Promise<void>,
    signal: AbortSignal,
  ): Promise<DeployOutcome | 'deployed'>
  /** The newest run there ends. @returns What GitHub reports of that. */
  endRun(service: ServiceId, environment: EnvironmentId, end: RunEnd): OutsideProgress
}

interface ScriptedRun {
  readonly id: number
  readonly place: string
  attempt: number
  end?: RunEnd | undefined
}

/** As the adapter does without webhooks, and with them. */
const LOOK_MS = 30_000
const RARE_LOOK_MS = 120_000

/** @param effects What was done, in words. */
export function createRehearsedActions(clock: Pick<Clock, 'now'>, effects: string[]): RehearsedActions {
  const runs = new Map<string, ScriptedRun>()
  const nameOf = ({ id }: ScriptedRun): string => `github:acme/rehearsed:run:${id}`

  const runAgain = (run: ScriptedRun): void => {
    run.attempt += 1
    run.end = undefined
    effects.push(`run the failed jobs of ${run.id} again`)
  }

  return {
    async deploy(order, report, signal) {
      const { task, run: mark = '', service, environment, release, heard, rerun } = order
      const key = `${mark}/${task}`
      const place = `${service}/${environment}`
      if (!runs.has(key)) {
        await report('starting')
        if (signal.aborted) return { kind: 'cancelled' }
        const again = rerun && [...runs.values()].find(({ id }) => id === rerun.run)
        if (again) runAgain(again)
        else effects.push(`dispatch ${place} ${release.version}`)
        runs.set(key, again ?? { id: 900 + runs.size, place, attempt: 1 })
      }
      const run = runs.get(key)
      if (!run || signal.aborted) return { kind: 'cancelled' }
      const url = `https://github.example/actions/runs/${run.id}`
      if (run.end === undefined) {
        const inMs = heard === undefined ? LOOK_MS : RARE_LOOK_MS
        const until = new Date(clock.now().getTime() + inMs).toISOString()
        return { kind: 'paused', until, awaits: [nameOf(run)], seen: `0 of 1 jobs done. In deploy. ${url}` }
      }
      if (run.end === 'failure')
        return {
          ...failed(
            `The run that deploys ${release.version} ended as failure in deploy: ${url}`,
            'Fix what its log shows, then ask again.',
          ),
          failedJobs: { run: run.id, attempt: run.attempt, url },
        }
      await report('healthy')
      return 'deployed'
    },
    endRun(service, environment, end) {
      const run = [...runs.values()].findLast(({ place }) => place === `${service}/${environment}`)
      if (!run) throw new Error(`no run deploys ${service} to ${environment}`)
      run.end = end
      const signed = createHash('sha256').update(`${run.id} ${run.attempt} ${end}`).digest('hex').slice(0, 40)
      return { host: 'github', delivery: `delivery-${run.id}-${run.attempt}`, digest: signed, names: [nameOf(run)] }
    },
  }
}
