import { runFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import { runStream, workflowOf } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import {
  type ApprovalAnswer,
  type ApprovalStandings,
  type ApprovalWord,
  decideApproval,
} from '../domain/workflows/approval.ts'
import type { Transaction } from '../runtime/transact.ts'
import { appendToRun } from './end-run.ts'

/**
 * Approves or refuses a step; decided on the events of the run as they are then. Whoever has approved between the look at
 * the standings and now counts at the next look: the same press again finds it so.
 */
export async function answerApproval(
  transaction: Transaction,
  { task, step }: { readonly task: TaskId; readonly step: string },
  word: ApprovalWord,
  standings: ApprovalStandings,
  workflows: Workflows,
  now: Date,
): Promise<ApprovalAnswer> {
  const run = runFrom(await transaction.read(runStream(task)))
  if (!run) return { kind: 'over' }
  const decided = decideApproval(run, workflowOf(run, workflows), step, word, standings, now)
  if (decided.kind === 'decided') await appendToRun(transaction, run, decided.events, workflows, now)
  return decided
}
