import type { Card } from '../domain/card.ts'
import type { Run } from '../domain/run.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { withMoments } from './moments.ts'
import { approvalBlocks, type WorkflowSight } from './workflow-blocks.ts'

/** One step of a workflow's run that waits for approval, apart from the run. @param askedBy Who started the run. */
export function stepApprovalCard(run: Run, step: string, askedBy: string, sight: WorkflowSight, texts: Texts): Card {
  const card: Card = {
    title: planTitle(run.plan, texts),
    tone: 'warning',
    blocks: approvalBlocks(run, step, sight, texts),
    footnote: texts.runs.askedBy({ task: run.task, by: askedBy }),
  }
  return withMoments(card, [run.progress?.deadlines[step]])
}
