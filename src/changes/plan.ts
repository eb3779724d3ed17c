import type { Texts } from '../texts/texts.ts'
import { type BuildRequest, planBuild } from './plans/build.ts'
import { type CancelRequest, planCancel } from './plans/cancel.ts'
import { type DeployRequest, planDeploy } from './plans/deploy.ts'
import { type LockRequest, planLock, planUnlock, type UnlockRequest } from './plans/lock.ts'
import type { PlanParts, PlanResult } from './plans/planned.ts'
import { type PromoteRequest, planPromote } from './plans/promote.ts'
import { planRepair, type RepairRequest } from './plans/repair.ts'
import { planRestart, type RestartRequest } from './plans/restart.ts'
import { planRollback, type RollbackRequest } from './plans/rollback.ts'
import { planScale, type ScaleRequest } from './plans/scale.ts'
import { planSchedule, type ScheduleRequest } from './plans/schedule.ts'
import { planWorkflow } from './plans/workflow.ts'
import type { WorkflowRequest } from './plans/workflow-request.ts'

/**
 * A change as somebody wants it: names of the catalog, and a ref as it was said. A plan is a request too: planned again,
 * it shows what moved.
 */
export type PlanRequest =
  | BuildRequest
  | DeployRequest
  | RollbackRequest
  | CancelRequest
  | PromoteRequest
  | RepairRequest
  | RestartRequest
  | ScaleRequest
  | WorkflowRequest
  | LockRequest
  | ScheduleRequest
  | UnlockRequest

/** Makes a request exact. @param texts What its problems and notes are written in. */
export function planFor(request: PlanRequest, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  switch (request.kind) {
    case 'build':
      return planBuild(request, parts, texts)
    case 'deploy':
      return planDeploy(request, parts, texts)
    case 'rollback':
      return planRollback(request, parts, texts)
    case 'cancel':
      return planCancel(request, parts, texts)
    case 'promote':
      return planPromote(request, parts, texts)
    case 'repair':
      return planRepair(request, parts, texts)
    case 'restart':
      return planRestart(request, parts, texts)
    case 'scale':
      return planScale(request, parts, texts)
    case 'workflow':
      return planWorkflow(request, parts, texts)
    case 'lock':
      return planLock(request, parts, texts)
    case 'unlock':
      return planUnlock(request, parts, texts)
    case 'schedule':
      return planSchedule(request, parts, texts)
  }
}
