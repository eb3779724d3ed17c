import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import type { Failed } from '../../../src/ports/work-outcome.ts'
import { pause } from './carry-out.ts'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { identityOf, type Marks, nameOf, RETURNED } from './marks.ts'
import { replaceAsBefore } from './recreate.ts'
import { lookAtRollout, type RolloutLook } from './rollout-look.ts'
import { isInTime, leaveIfHandedOver, namedOf, type Undertaking } from './undertaking.ts'

/**
 * A release with `recreate` was taken back: until the one before it is up again, its pods must not start beside those that
 * still end, so the cluster keeps replacing all at once until then. The Deployment remembers that the order waits for it.
 * @param ended How the order ends after that; at once where nothing is waited for.
 */
export async function afterReturn(
  undertaking: Undertaking,
  ended: Failed | { readonly kind: 'cancelled' },
): Promise<DeployOutcome> {
  const { api, redact, order, signal } = undertaking
  const { deployment, marks } = await findDeployment(undertaking)
  if (marks.returning !== identityOf(order)) return ended
  leaveIfHandedOver(signal)
  const look = await lookAtRollout(api, namedOf(undertaking), deployment, redact)
  if (look.isComplete) {
    await replaceAsBefore(undertaking, () => RETURNED)
    return ended
  }
  if (!look.trouble?.isFinal && isInTime(undertaking, marks.placedAt, look))
    return waiting(undertaking, marks, look, ended)
  await changeDeployment(undertaking, () => ({ patch: 'merge', annotations: RETURNED }))
  return withoutReturn(ended, marks, look)
}

function waiting(undertaking: Undertaking, marks: Marks, look: RolloutLook, ended: DeployOutcome): DeployOutcome {
  const paused = pause(undertaking, marks.placedAt, look)
  if (paused.kind !== 'paused') return paused
  const logTail = ended.kind === 'failed' ? ended.logTail : undefined
  return {
    ...paused,
    seen: `Going back to ${before(marks)}. ${paused.seen ?? ''}`.trim(),
    stopping: true,
    ...(logTail !== undefined && { logTail }),
  }
}

/** A cancelled order has no words for it: what is down there is told by its health. */
function withoutReturn(ended: Failed | { readonly kind: 'cancelled' }, marks: Marks, look: RolloutLook): DeployOutcome {
  if (ended.kind === 'cancelled') return ended
  const { ready, desired, trouble } = look
  const why = trouble ? ` ${trouble.sentence}` : ''
  const reason = `${ended.reason} ${before(marks)} is not ready again: ready ${ready} of ${desired}.${why} Until the next deployment, the cluster stops all pods before it starts new ones.`
  return { ...ended, reason }
}

const before = ({ placed }: Marks): string => (placed ? nameOf(placed) : 'the release before')
