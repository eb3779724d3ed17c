import { runFrom } from '../domain/histories.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import { runStream, workflowOf } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import { type ApprovalAnswer, decideApproval } from '../domain/workflows/approval.ts'
import type { Transaction } from '../runtime/transact.ts'
import { appendToRun } from './end-run.ts'

/** Approves or refuses a step; decided on the events of the run as they are then. */
export async function answerApproval(
  transaction: Transaction,
  { task, step }: { readonly task: TaskId; readonly step: string },
  answer: { readonly by: UserId; readonly yes: boolean },
  workflows: Workflows,
  now: Date,
): Promise<ApprovalAnswer> {
  const run = runFrom(await transaction.read(runStream(task)))
  if (!run) return { kind: 'over' }
  const decided = decideApproval(run, workflowOf(run, workflows), step, answer, now)
  if (decided.kind === 'decided') await appendToRun(transaction, run, decided.events, workflows, now)
  return decided
}
