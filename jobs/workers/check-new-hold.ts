import type { CorrelationId } from '../../src/domain/ids.ts'
import { unseenHold } from '../../src/domain/risk.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import type { RiskJudge } from '../../src/ports/judgement.ts'
import { isUntouched } from './is-untouched.ts'

/**
 * Why a deployment should wait although it was asked for, judged again right before its release is put into service:
 * only grounds that its person has not seen count. What has already started is not judged again; it is finished first.
 */
export async function checkNewHold(
  run: Run,
  step: string,
  risks: RiskJudge,
  correlationId: CorrelationId,
): Promise<Failure | undefined> {
  const { plan, risk: seen } = run
  if (plan.kind !== 'deploy' || !isUntouched(run, step)) return undefined
  const unseen = unseenHold(seen, await risks.judge(plan, correlationId))
  if (unseen.length === 0) return undefined
  return {
    reason: `New reason to hold, found before anything on ${plan.environment} changed: ${unseen.join(' ')}`,
    nextStep: 'Ask again to override the hold; the new plan shows these reasons.',
  }
}
