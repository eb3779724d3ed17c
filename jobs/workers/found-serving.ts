import { servedPlaceOf } from '../../src/domain/plan.ts'
import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { FoundServing } from '../../src/domain/run-events.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'

/**
 * The outcome with what serves where it has come to nothing, asked of the instance itself: the log only knows what should.
 * Without it for a build, and when the instance cannot be asked: then nothing is said about it.
 */
export async function withFoundServing(outcome: StepOutcome, run: Run, probe: HealthProbe): Promise<StepOutcome> {
  if (outcome.kind !== 'failed' && outcome.kind !== 'cancelled') return outcome
  const found = await foundServing(run, probe)
  return found ? { ...outcome, found } : outcome
}

async function foundServing(run: Run, probe: HealthProbe): Promise<FoundServing | undefined> {
  const target = servedPlaceOf(run)
  if (!target) return undefined
  const health = await probe.health(target.service, target.environment).catch(() => undefined)
  switch (health?.state) {
    case undefined:
    case 'unknown':
      return undefined
    case 'nothing-deployed':
      return {}
    case 'healthy':
      return { version: health.release.version }
    case 'unhealthy':
      return { version: health.release.version, complaint: health.sentence }
  }
}
