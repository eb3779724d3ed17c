import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { rejectCandidate } from './candidate.ts'
import { pause } from './carry-out.ts'
import { lateness, nextStepAfter } from './in-place.ts'
import { marksOf } from './marks.ts'
import type { RolloutLook } from './rollout-look.ts'
import type { Deployment } from './shapes.ts'
import type { Undertaking } from './undertaking.ts'

/** Waits for a candidate that is not ready yet, or removes it when its time is over. @param consequence What that means for users, as a sentence. */
export async function awaitCandidate(
  undertaking: Undertaking,
  candidate: Deployment,
  look: RolloutLook,
  consequence: string,
): Promise<DeployOutcome> {
  const { placedAt } = marksOf(candidate)
  const late = lateness(undertaking, look, placedAt)
  if (late === undefined) return pause(undertaking, placedAt, look)
  return rejectCandidate(undertaking, failed(`${late} ${consequence}`, nextStepAfter(look), look.trouble?.logTail))
}
