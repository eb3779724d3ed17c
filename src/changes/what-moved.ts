import { isReleasePlan, type Plan, planHash } from '../domain/plan.ts'
import { digestOf, type PlannedImage, shortDigest } from '../domain/plans/planned-image.ts'
import type { Several } from '../domain/workflows/several.ts'
import type { Texts } from '../texts/texts.ts'

/** Why a plan is another one now, as a sentence. */
export function whatMoved(before: Plan, now: Plan, texts: Texts): string {
  const {
    confirmations: { superseded },
    workflows,
  } = texts
  if (isReleasePlan(before) && isReleasePlan(now) && before.release.sha !== now.release.sha) {
    const shas = { before: before.release.sha.slice(0, 7), now: now.release.sha.slice(0, 7) }
    return superseded.refMoved({ ref: before.ref, ...shas })
  }
  if (before.kind === 'workflow' && before.several) {
    return (now.kind === 'workflow' && movedAmong(before.several, now.several, texts)) || superseded.liveReleaseChanged
  }
  if (before.kind === 'workflow') return workflows.changed({ workflow: before.definition.id })
  if (before.kind === 'scale') return superseded.instancesChanged
  const image = movedImage(before, now)
  if (image) return superseded.imageMoved(image)
  if (before.kind === 'deploy' && now.kind === 'deploy' && before.from?.sha === now.from?.sha) {
    return superseded.configurationChanged(now)
  }
  return superseded.liveReleaseChanged
}

/** An image whose tag points to other contents. */
function movedImage(before: Plan, now: Plan) {
  const [then, since] = [imageIn(before), imageIn(now)].map(digestOf)
  if (then === undefined || since === undefined || then === since) return undefined
  return { image: imageIn(now)?.name ?? '', before: shortDigest(then), now: shortDigest(since) }
}

const imageIn = (plan: Plan): PlannedImage | undefined =>
  plan.kind === 'deploy' || plan.kind === 'rollback' ? plan.image : undefined

/** Why the first of several that is another one now is, as a sentence that says which. */
function movedAmong({ deployments }: Several, now: Several | undefined, texts: Texts): string | undefined {
  for (const [index, { service, environment, plan }] of deployments.entries()) {
    const present = now?.deployments[index]?.plan
    if (plan && present && planHash(plan) !== planHash(present))
      return texts.several.about({ service, environment, what: whatMoved(plan, present, texts) })
  }
  return undefined
}
