import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { unknownWorkflow, workflowNamed } from '../../changes/plans/workflow.ts'
import type { Card } from '../../domain/card.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { answerTask } from '../tasks/status.ts'

/** How the newest run of a workflow goes, or went: of the one that is named, or of any. */
async function answerWorkflow(parts: AnswerParts, question: Question): Promise<Card> {
  const { right, asker, slots, texts } = question
  const words = texts.workflows
  const name = slots.workflow === undefined ? undefined : String(slots.workflow)
  const definition = name === undefined ? undefined : workflowNamed(name, parts.settings)
  if (name !== undefined && !definition) return problemCard(unknownWorkflow(name, parts.settings, texts).sentence)
  const filter = { kind: 'workflow' as const, ...(definition && { workflow: definition.id }) }
  const [newest] = await newestRuns(scopeFor(parts, asker), filter, right, 1)
  if (!newest) return sentenceCard(definition ? words.noRuns({ workflow: definition.id }) : words.noRunsAtAll)
  return answerTask(parts, { ...question, slots: { task: newest.task } })
}

export const workflowStatus = {
  intent: 'workflow.status',
  effect: 'read',
  answer: answerWorkflow,
} as const satisfies ReadCapability
