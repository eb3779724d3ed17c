import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { listedRuns } from '../../queries/listed.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { answerTask } from '../tasks/status.ts'
import { taskTable } from '../tasks/task-table.ts'

const BUILDS_SHOWN = 5

/** The last builds, or one task's. */
async function answerBuilds(parts: AnswerParts, question: Question): Promise<Card> {
  const { right, asker, slots, texts } = question
  if (slots.task !== undefined) return answerTask(parts, question)
  const filter = { kind: 'build' as const, service: slots.service === undefined ? undefined : String(slots.service) }
  const found = await newestRuns(scopeFor(parts, asker), filter, right, BUILDS_SHOWN)
  if (found.length === 0) return sentenceCard(texts.deployments.noBuilds)
  const table = await taskTable(parts, found, texts)
  return { title: texts.deployments.builds, tone: 'neutral', listed: listedRuns(found), blocks: [table] }
}

export const buildStatus = {
  intent: 'build.status',
  effect: 'read',
  answer: answerBuilds,
} as const satisfies ReadCapability
