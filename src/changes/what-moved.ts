import { isReleasePlan, type Plan } from '../domain/plan.ts'
import type { Texts } from '../texts/texts.ts'

/** Why a plan is another one now, as a sentence. */
export function whatMoved(before: Plan, now: Plan, { confirmations: { superseded }, workflows }: Texts): string {
  if (isReleasePlan(before) && isReleasePlan(now) && before.release.sha !== now.release.sha) {
    const shas = { before: before.release.sha.slice(0, 7), now: now.release.sha.slice(0, 7) }
    return superseded.refMoved({ ref: before.ref, ...shas })
  }
  if (before.kind === 'workflow' && before.several) return superseded.liveReleaseChanged
  if (before.kind === 'workflow') return workflows.changed({ workflow: before.definition.id })
  if (before.kind === 'scale') return superseded.instancesChanged
  if (before.kind === 'deploy' && now.kind === 'deploy' && before.from?.sha === now.from?.sha) {
    return superseded.configurationChanged(now)
  }
  return superseded.liveReleaseChanged
}
