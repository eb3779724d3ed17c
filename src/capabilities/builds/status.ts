import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { runs, serviceLabel } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import { listedRuns } from '../../queries/listed.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'
import { answerTask } from '../tasks/status.ts'
import { taskTable } from '../tasks/task-table.ts'

const BUILDS_SHOWN = 5

/** The last builds, or one task's. */
async function answerBuilds(parts: AnswerParts, slots: Slots): Promise<Card> {
  if (slots.task !== undefined) return answerTask(parts, slots)
  const service = slots.service === undefined ? [] : [serviceLabel(String(slots.service))]
  const found = await parts.store.list(runs, { labels: ['build', ...service], limit: BUILDS_SHOWN })
  if (found.length === 0)
    return sentenceCard('Nothing has been built on its own yet; a deployment builds what it needs.')
  return { title: 'Builds', tone: 'neutral', listed: listedRuns(found), blocks: [await taskTable(parts, found)] }
}

export const buildStatus = {
  intent: 'build.status',
  effect: 'read',
  example: 'build status of {service}',
  phrase: ['build status', 'of {service}'],
  answer: (parts, { slots }) => answerBuilds(parts, slots),
} as const satisfies ReadCapability
