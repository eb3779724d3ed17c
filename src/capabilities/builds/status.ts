import type { Asker } from '../../access/permissions.ts'
import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Slots } from '../../domain/understanding.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { listedRuns } from '../../queries/listed.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'
import { answerTask } from '../tasks/status.ts'
import { taskTable } from '../tasks/task-table.ts'

const BUILDS_SHOWN = 5

/** The last builds, or one task's. */
async function answerBuilds(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Card> {
  if (slots.task !== undefined) return answerTask(parts, asker, slots, 'build.status')
  const filter = { kind: 'build' as const, service: slots.service === undefined ? undefined : String(slots.service) }
  const found = await newestRuns(scopeFor(parts, asker), filter, 'build.status', BUILDS_SHOWN)
  if (found.length === 0)
    return sentenceCard('Nothing that you may see was built on its own yet; a deployment builds what it needs.')
  return { title: 'Builds', tone: 'neutral', listed: listedRuns(found), blocks: [await taskTable(parts, found)] }
}

export const buildStatus = {
  intent: 'build.status',
  effect: 'read',
  example: 'build status of {service}',
  phrase: ['build status', 'of {service}'],
  answer: (parts, { asker, slots }) => answerBuilds(parts, asker, slots),
} as const satisfies ReadCapability
