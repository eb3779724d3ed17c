import type { ReleasePlan } from '../plan.ts'
import type { Run } from '../run.ts'
import { isUndo } from './as-workflow.ts'
import { before } from './before.ts'
import type { StepDefinition } from './definition.ts'
import type { GivenApproval } from './progress.ts'
import { parseReference, referencesIn } from './references.ts'

/**
 * The approvals that count for what a step brings: of steps before it, and given when it was known which commit that is.
 * What served already has been approved then, so that `previous` may be brought back.
 */
export function approvalsOf({ plan, progress }: Run, stepId: string, brings: ReleasePlan): readonly GivenApproval[] {
  if (plan.kind !== 'workflow') return []
  const { steps } = plan.definition
  const step = steps.find(({ id }) => id === stepId.split('/')[0])
  const action = isUndo(stepId) ? step?.onFailure : step
  if (!step || (action?.uses !== 'deploy' && action?.uses !== 'rollback')) return []
  const isBack = action.uses === 'rollback' && action.with.version === 'previous'
  const { ref, release } = brings
  if (!isBack && ref !== release.sha && ref !== release.version) return []
  const sources = [action.with.service, action.with.version].flatMap(stepsNamed)
  const counts = (id: string, approval: StepDefinition): boolean =>
    before(step, steps).has(id) && sources.every((one) => before(approval, steps).has(one))
  const approvals = steps.filter((one) => one.uses === 'approval' && counts(one.id, one))
  return approvals.flatMap(({ id }) => progress?.approvals[id]?.given ?? [])
}

const stepsNamed = (text: string): readonly string[] =>
  referencesIn(text).flatMap((inner) => {
    const reference = parseReference(inner)
    return reference?.kind === 'output' || reference?.kind === 'result' ? [reference.step] : []
  })
