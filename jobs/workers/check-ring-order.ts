import { targetOf } from '../../src/domain/plan.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import { ringObjection } from '../../src/queries/ring-before.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

/** Why a release must not go to its ring after all: the ring before it may have become unhealthy since it was asked for. */
export async function checkRingOrder(
  run: Run,
  step: string,
  settings: Settings,
  documents: Documents,
  probe: HealthProbe,
): Promise<Failure | undefined> {
  const target = targetOf(run)
  if (target?.kind !== 'deploy' || run.steps[step] !== 'requested') return undefined
  const texts = textsIn(run.language)
  const reason = await ringObjection(target, target.release, settings, documents, probe, texts)
  return reason === undefined ? undefined : { reason, nextStep: texts.runs.stale.askAgain }
}
