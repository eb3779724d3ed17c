import { builtMark, type CiJob } from '../../src/domain/ci-run.ts'
import type { ServiceId } from '../../src/domain/ids.ts'
import { isReleasePlan } from '../../src/domain/plan.ts'
import { ciRun } from './ci-run.ts'
import { againOf, type CiParts } from './ci-undertaking.ts'
import type { StepWorker } from './step-worker.ts'

/** How a CI system builds a service. */
export interface CiBuild {
  readonly job: CiJob
  readonly inputs: Readonly<Record<string, string>>
  readonly deadlineMinutes: number
}

export interface CiBuildParts extends CiParts {
  /** Undefined where a service is built on this machine. */
  readonly ciBuild: (service: ServiceId) => CiBuild | undefined
}

/** Has a CI system build what it builds, and everything else built here. */
export function withCiBuilds(here: StepWorker, parts: CiBuildParts): StepWorker {
  return async (assignment) => {
    const { plan } = assignment.run
    const build = isReleasePlan(plan) ? parts.ciBuild(plan.service) : undefined
    if (!build || !isReleasePlan(plan)) return here(assignment)
    // What has served was built.
    if (plan.kind === 'rollback') return { kind: 'done' }
    const { service, release } = plan
    const { version, sha } = release
    const values: Readonly<Record<string, string>> = { service, version, sha }
    const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
    const inputs = Object.fromEntries(Object.entries(build.inputs).map(([name, text]) => [name, filled(text)]))
    const isFresh = plan.kind === 'build' && plan.strategy === 'no-cache'
    const same = builtMark(build.job, service, sha, inputs)
    return ciRun(parts, assignment, {
      job: build.job,
      inputs,
      deadlineMs: build.deadlineMinutes * 60_000,
      label: same,
      ...againOf(assignment),
      ...(!isFresh && { sameAs: same }),
    })
  }
}
