import type { DeployPhase } from '../../../src/domain/release.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { nextLook } from './next-look.ts'
import { KubernetesError } from './problem.ts'
import type { RolloutLook } from './rollout-look.ts'
import { elapsedMs, isInTime, leaveIfHandedOver, type Undertaking, UnfitError } from './undertaking.ts'

/**
 * Works on an order, with every fault of the cluster as its outcome: what may pass is waited for until the time is up.
 * @throws {HandedOverError} when another worker continues it.
 * @throws {KubernetesError} when the cluster cannot be asked before anything was started.
 */
export async function carryOut<Order extends PlaceOrder>(
  undertaking: Undertaking<Order>,
  work: (undertaking: Undertaking<Order>) => Promise<DeployOutcome>,
): Promise<DeployOutcome> {
  const { signal, order } = undertaking
  leaveIfHandedOver(signal)
  let hasStarted = order.since !== undefined
  const report = async (phase: DeployPhase): Promise<void> => {
    hasStarted = true
    await undertaking.report(phase)
  }
  try {
    return await work({ ...undertaking, report })
  } catch (error) {
    if (error instanceof UnfitError) return error.outcome
    if (!(error instanceof KubernetesError)) throw error
    // Before anything was started the queue tries again, a few times.
    if (error.mayPass && !hasStarted && !signal.aborted) throw error
    if (error.mayPass && !signal.aborted && isInTime(undertaking, order.since)) return pause(undertaking, order.since)
    const changed = hasStarted ? 'What was changed before that is left as it is.' : 'Nothing was changed.'
    return failed(`${error.userMessage} ${changed}`, error.nextStep)
  }
}

/**
 * Ends the call until the next look.
 * @param since When what is waited for was asked of the cluster.
 * @param look How far that is; left out where the cluster does not answer.
 */
export function pause(
  undertaking: Pick<Undertaking, 'clock'>,
  since: string | undefined,
  look?: RolloutLook,
): DeployOutcome {
  const until = nextLook(undertaking.clock.now(), elapsedMs(undertaking, since))
  if (!look) return { kind: 'paused', until, seen: 'The Kubernetes API does not answer; Shipmate keeps asking.' }
  const { ready, desired, trouble } = look
  const why = trouble ? ` ${trouble.sentence}` : ''
  return { kind: 'paused', until, seen: `Ready ${ready} of ${desired}.${why}` }
}
