import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import type { Assignment } from './step-worker.ts'

export interface CheckHealthParts {
  readonly probe: HealthProbe
  readonly clock: Pick<Clock, 'now'>
}

/** How long a target may be away where the step has no `timeout`. */
const PATIENCE_MS = 5 * 60_000
const SOONEST_MS = 2_000
const LATEST_MS = 15_000

/** Fails unless what is live there is healthy. A target that is away for a while is asked again until the time is up. */
export async function checkHealth(
  { probe, clock }: CheckHealthParts,
  { run, step, signal }: Pick<Assignment, 'run' | 'step' | 'signal'>,
  given: { readonly service: string; readonly environment: string },
): Promise<StepOutcome> {
  const values = valuesOf(run, step.id)
  const [service, environment] = [fill(given.service, values), fill(given.environment, values)]
  if (signal.aborted) return { kind: 'cancelled' }
  const health = await probe.health(service, environment)
  const nextStep = `Look at ${service} on ${environment}, then say “retry ${run.task}”.`
  switch (health.state) {
    case 'healthy':
      return { kind: 'done', outputs: { version: health.release.version, sha: health.release.sha } }
    case 'unhealthy':
      return { kind: 'failed', reason: health.sentence, nextStep }
    case 'nothing-deployed':
      return { kind: 'failed', reason: `Nothing is running on ${environment}.`, nextStep }
    case 'unknown': {
      const now = clock.now().getTime()
      const since = Date.parse(run.progress?.started[step.id] ?? clock.now().toISOString())
      const end = since + (step.own?.timeoutMs ?? PATIENCE_MS)
      if (!health.mayPass || now >= end) return { kind: 'failed', reason: health.sentence, nextStep }
      const until = Math.min(end, now + Math.min(Math.max((now - since) / 5, SOONEST_MS), LATEST_MS))
      const last = new Date(end).toISOString().slice(11, 16)
      return {
        kind: 'paused',
        until: new Date(until).toISOString(),
        seen: `${health.sentence} Shipmate keeps asking until ${last} UTC.`,
      }
    }
  }
}
