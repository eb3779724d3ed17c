import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Source } from '../../src/ports/source.ts'
import type { Tester } from '../../src/ports/tester.ts'
import type { StepWorker } from './step-worker.ts'

/** Tests a commit for a step of a team's own workflow. A run of tests changes nothing, so a crash has it run once more. */
export function createTestWorker(delivery: Tester & Pick<Source, 'resolve'>): StepWorker {
  return async ({ run, step: { id, own }, signal }) => {
    if (own?.uses !== 'test') throw new Error(`${id} of ${run.task} tests nothing`)
    const values = valuesOf(run, id)
    const [service, version] = [fill(own.with.service, values), fill(own.with.version, values)]
    const release = await delivery.resolve(service, version)
    if ('problem' in release)
      return { kind: 'failed', reason: release.sentence, nextStep: `Say “retry ${run.task}” when that is settled.` }
    // A step's own timeout ends the tests as a cancel does, and is told as what it is.
    const late = own.timeoutMs === undefined ? undefined : AbortSignal.timeout(own.timeoutMs)
    const outcome = await delivery.test({ service, release }, late ? AbortSignal.any([signal, late]) : signal)
    switch (outcome.kind) {
      case 'passed': {
        const { passed, failed } = outcome.counts ?? {}
        const counted = passed === undefined ? {} : { passed: String(passed), failed: String(failed) }
        return done({ result: 'passed', version: release.version, sha: release.sha, ...counted })
      }
      case 'failed':
        return { ...outcome, nextStep: `Fix what their output shows, then say “retry ${run.task}”.` }
      case 'cancelled':
        return late?.aborted && !signal.aborted ? tooLate(release.version, run.task) : outcome
    }
  }
}

const done = (outputs: Readonly<Record<string, string>>): StepOutcome => ({ kind: 'done', outputs })

function tooLate(version: string, task: string): StepOutcome {
  const reason = `The tests of ${version} took longer than the step allows and were stopped.`
  return { kind: 'failed', reason, nextStep: `Give the step a longer timeout, then say “retry ${task}”.` }
}
