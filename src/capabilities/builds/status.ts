import { durationTrend } from '../../cards/duration-trend.ts'
import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Block, Card } from '../../domain/card.ts'
import { whereOf } from '../../domain/plan.ts'
import type { Run } from '../../domain/run.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { listedRuns } from '../../queries/listed.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
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
  const block = withTrend(table, found, texts)
  return { title: texts.deployments.builds, tone: 'neutral', listed: listedRuns(found), blocks: [block] }
}

/** Builds of one service have a trend; of several they have none. */
function withTrend(table: Block, found: readonly Run[], texts: Texts): Block {
  const services = new Set(found.map((run) => whereOf(run).service))
  const [service] = services
  if (table.kind !== 'table' || service === undefined || services.size > 1) return table
  const picture = durationTrend(found.toReversed(), service, texts.deployments.buildTrend, texts)
  return picture ? { ...table, picture } : table
}

export const buildStatus = {
  intent: 'build.status',
  effect: 'read',
  answer: answerBuilds,
} as const satisfies ReadCapability
