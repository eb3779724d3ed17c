import { foldSteps } from '../../cards/fold-steps.ts'
import { stepMarks } from '../../cards/run-steps.ts'
import type { Block, Card } from '../../domain/card.ts'
import type { UserId } from '../../domain/ids.ts'
import { type Run, workflowOf } from '../../domain/run.ts'
import type { Workflows } from '../../domain/workflow.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'

/** The tasks that are not over, with how far each is. */
export function runningCard(
  runs: readonly Run[],
  workflows: Workflows,
  nameOf: (user: UserId) => string,
  texts: Texts,
): readonly Card[] {
  const { home } = texts
  const none: readonly Block[] = [{ kind: 'text', text: home.nothingRuns }]
  const blocks = runs.flatMap((run): readonly Block[] => [
    {
      kind: 'fields',
      fields: [{ label: planTitle(run.plan, texts), value: home.openedBy({ task: run.task, by: nameOf(run.by) }) }],
    },
    { kind: 'progress', steps: foldSteps(stepMarks(run, workflowOf(run, workflows), texts), texts) },
    { kind: 'link', label: run.task, thread: run.thread },
  ])
  return [
    { title: home.running, tone: runs.length > 0 ? 'progress' : 'neutral', blocks: runs.length > 0 ? blocks : none },
  ]
}
