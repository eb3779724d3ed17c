import { isOperation, type OperationPlan, type ReleasePlan } from '../plan.ts'
import type { Run } from '../run.ts'
import { isUndo } from './as-workflow.ts'
import { before } from './before.ts'
import type { Action, StepDefinition } from './definition.ts'
import type { GivenApproval } from './progress.ts'
import { parseReference, referencesIn } from './references.ts'

/**
 * The approvals that count for what a step brings: of steps before it, and given when it was known which commit that is.
 * What served already has been approved then, so that `previous` may be brought back.
 */
export function approvalsOf(
  { plan, progress }: Run,
  stepId: string,
  brings: ReleasePlan | OperationPlan,
): readonly GivenApproval[] {
  if (plan.kind !== 'workflow') return []
  const { steps } = plan.definition
  const step = steps.find(({ id }) => id === stepId.split('/')[0])
  const action = isUndo(stepId) ? step?.onFailure : step
  if (!step || !action || !isKnownThen(action, brings)) return []
  const sources = decisiveIn(action).flatMap(stepsNamed)
  const counts = (id: string, approval: StepDefinition): boolean =>
    before(step, steps).has(id) && sources.every((one) => before(approval, steps).has(one))
  const approvals = steps.filter((one) => one.uses === 'approval' && counts(one.id, one))
  return approvals.flatMap(({ id }) => progress?.approvals[id]?.given ?? [])
}

/** Whether an action brings what those before it could know, such as a commit and no branch. */
function isKnownThen(action: Action, brings: ReleasePlan | OperationPlan): boolean {
  if (isOperation(brings)) return action.uses === brings.kind
  if (action.uses !== 'deploy' && action.uses !== 'rollback') return false
  const isBack = action.uses === 'rollback' && action.with.version === 'previous'
  const { ref, release } = brings
  return isBack || ref === release.sha || ref === release.version
}

/** The texts that say what an action brings. */
function decisiveIn(action: Action): readonly string[] {
  switch (action.uses) {
    case 'deploy':
    case 'rollback':
      return [action.with.service, action.with.version]
    case 'restart':
      return [action.with.service]
    case 'scale':
      return [action.with.service, action.with.count]
    default:
      return []
  }
}

const stepsNamed = (text: string): readonly string[] =>
  referencesIn(text).flatMap((inner) => {
    const reference = parseReference(inner)
    return reference?.kind === 'output' || reference?.kind === 'result' ? [reference.step] : []
  })
