import type { CiJob, CiSystem } from '../../src/domain/ci-run.ts'
import { CiProblemError, type CiRunner } from '../../src/ports/ci-runner.ts'

/** Runs of every system that there is an account for. */
export function ciBySystem(runners: Readonly<Partial<Record<CiSystem, CiRunner>>>): CiRunner {
  const at = ({ system }: CiJob): CiRunner => {
    const runner = runners[system]
    // An account may leave the configuration while its runs are still followed.
    if (!runner) throw new CiProblemError({ kind: 'bad-token', detail: 'there is no account' })
    return runner
  }
  return {
    start: async (order) => at(order.job).start(order),
    find: async (job, ...asked) => at(job).find(job, ...asked),
    show: async (job, ...asked) => at(job).show(job, ...asked),
    parts: async (job, run) => at(job).parts(job, run),
    rerunFailed: async (job, id) => at(job).rerunFailed(job, id),
    cancel: async (job, run) => at(job).cancel(job, run),
    reportedAs: (job, ...asked) => runners[job.system]?.reportedAs(job, ...asked) ?? [],
    log: async (job, run) => at(job).log(job, run),
  }
}
