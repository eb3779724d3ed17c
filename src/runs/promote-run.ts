import { runFrom } from '../domain/histories.ts'
import type { UserId } from '../domain/ids.ts'
import type { PromotePlan } from '../domain/plans/promote.ts'
import { runStream } from '../domain/run.ts'
import { decidePromotion, type Promotion } from '../domain/run-decisions.ts'
import type { BrokenGlass } from '../domain/run-events.ts'
import type { Transaction } from '../runtime/transact.ts'

/**
 * Promotes the canary of a task, which its paused step resumes for. Decided on the events of the run as they are then;
 * undefined when there is no such task, or its canary is on trial in another step by now.
 * @param brokeGlass Who did so without the approvals that it needed.
 */
export async function promoteRun(
  transaction: Transaction,
  { task, step }: Pick<PromotePlan, 'task' | 'step'>,
  by: UserId,
  brokeGlass?: BrokenGlass,
): Promise<Promotion | undefined> {
  const stream = runStream(task)
  const run = runFrom(await transaction.read(stream))
  const promotion = run && decidePromotion(run)
  if (promotion?.kind !== 'promote') return promotion
  if (promotion.step !== step) return undefined
  transaction.append(stream, { type: 'run.canary.promoted', task, step, by, ...(brokeGlass && { brokeGlass }) })
  return promotion
}
