import type { DeployOutcome } from '../../../../src/ports/deployer.ts'
import { type Failed, failed } from '../../../../src/ports/work-outcome.ts'
import { changeDeployment } from '../change-deployment.ts'
import { failedMark, identityOf, nameOf, type Placed, type WrittenMarks } from '../marks.ts'
import { KubernetesError } from '../problem.ts'
import { isInTime, UnfitError } from '../undertaking.ts'
import type { ManifestUndertaking } from './found-service.ts'
import { putObjectsBack } from './place-objects.ts'

/** Ends an order that failed with what was there before it. Why it failed is told also where that cannot be had. */
export async function takenBack(undertaking: ManifestUndertaking, failure: Failed): Promise<DeployOutcome> {
  const { reason, nextStep, logTail } = failure
  const noted = { task: identityOf(undertaking.order), reason, nextStep }
  const end = await wayBack(undertaking, noted)
  if (end.kind === 'blocked') {
    const told = `${reason} ${stillThere(undertaking, end.why)}`
    await noteFailure(undertaking, { ...noted, reason: told })
    return failed(told, nextStep, logTail)
  }
  const how = end.to
    ? `The Deployment has ${nameOf(end.to)} again.`
    : 'Nothing was there before, so it is left as it is.'
  return failed(`${reason} ${how}`, nextStep, logTail)
}

/** Ends a cancelled order with what was there before it. */
export async function cancelledBack(undertaking: ManifestUndertaking): Promise<DeployOutcome> {
  const end = await wayBack(undertaking, undefined)
  if (end.kind === 'back') return { kind: 'cancelled' }
  return failed(
    `It was cancelled. ${stillThere(undertaking, end.why)}`,
    'Deploy the release that is to run there; that removes what is left of this one.',
  )
}

/** What the cluster refuses after some objects were applied is taken back. @throws what may pass, and every other fault. */
export async function refusedHalfway(undertaking: ManifestUndertaking, error: unknown): Promise<DeployOutcome> {
  const refusal = refusalIn(error)
  if (!refusal) throw error
  return takenBack(undertaking, refusal)
}

type WayBack =
  /** `to`: undefined where nothing was there before. */
  { readonly kind: 'back'; readonly to: Placed | undefined } | { readonly kind: 'blocked'; readonly why: string }

async function wayBack(undertaking: ManifestUndertaking, failure: WrittenMarks['failed']): Promise<WayBack> {
  try {
    return { kind: 'back', to: await putObjectsBack(undertaking, failure) }
  } catch (error) {
    const { order, signal } = undertaking
    const refusal = refusalIn(error)
    if (refusal) return { kind: 'blocked', why: refusal.reason }
    const isTriedAgain = !signal.aborted && isInTime(undertaking, order.since)
    if (!(error instanceof KubernetesError) || isTriedAgain) throw error
    return { kind: 'blocked', why: error.userMessage }
  }
}

const stillThere = ({ order }: ManifestUndertaking, why: string): string =>
  `It could not be taken back: ${why} ${order.release.version}, or parts of it, is still applied.`

/** An order that comes again after a crash tells the same. Where the cluster does not take the note, it is tried again. */
async function noteFailure(
  undertaking: ManifestUndertaking,
  failure: NonNullable<WrittenMarks['failed']>,
): Promise<void> {
  try {
    await changeDeployment(undertaking, () => ({ patch: 'merge', annotations: failedMark(failure) }))
  } catch (error) {
    if (!(error instanceof KubernetesError) && !(error instanceof UnfitError)) throw error
  }
}

/** Undefined for what may pass, and for what is no fault of cluster or manifests. */
function refusalIn(error: unknown): Failed | undefined {
  if (error instanceof KubernetesError) return error.mayPass ? undefined : failed(error.userMessage, error.nextStep)
  if (!(error instanceof UnfitError)) return undefined
  const { reason, nextStep } = error.outcome
  // Whoever read the manifests could not know what was applied before.
  return failed(reason.replace(/ Nothing was changed\.$/, ''), nextStep)
}
