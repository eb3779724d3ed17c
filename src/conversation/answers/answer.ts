import type { Asker } from '../../access/permissions.ts'
import { sentenceCard } from '../../cards/sentence-card.ts'
import { tablesWritten } from '../../cards/tables-written.ts'
import type { Card } from '../../domain/card.ts'
import type { Decision } from '../decide.ts'
import { examplesFor } from '../examples.ts'
import { helpCard } from '../help-card.ts'
import type { ConversationParts } from '../parts.ts'
import { answerAccess } from './access.ts'
import { answerAgents } from './agents.ts'
import { answerBuilds } from './builds.ts'
import { answerDiff } from './diff.ts'
import { answerDrifts } from './drifts.ts'
import { answerHealth } from './health.ts'
import { answerHistory } from './history.ts'
import { answerMetrics } from './metrics.ts'
import { answerSlo } from './slo.ts'
import { answerStatus } from './status.ts'
import { answerTask, answerTasks } from './tasks.ts'

/**
 * Answers a question at once. The slots name things of the catalog.
 * @param direct Whether nobody but the asker reads the answer.
 */
export async function answer(
  parts: ConversationParts,
  asker: Asker,
  { intent, slots, note }: Extract<Decision, { kind: 'answer' }>,
  direct: boolean,
): Promise<Card> {
  const drawn = await cardFor()
  const card = parts.writeTable ? tablesWritten(drawn, parts.writeTable) : drawn
  return note === undefined ? card : { ...card, footnote: [note, card.footnote].filter(Boolean).join(' ') }

  async function cardFor(): Promise<Card> {
    switch (intent) {
      case 'deploy.status':
        return answerStatus(parts, asker, slots)
      case 'deploy.history':
        return answerHistory(parts, slots)
      case 'deploy.diff':
        return answerDiff(parts, slots)
      case 'build.status':
        return answerBuilds(parts, slots)
      case 'health.check':
        return answerHealth(parts, asker, slots)
      case 'metrics.query':
        return answerMetrics(parts, asker, slots)
      case 'drift.list':
        return answerDrifts(parts, asker, slots)
      case 'slo.status':
        return answerSlo(parts, asker, slots)
      case 'task.list':
        return answerTasks(parts, asker, slots, direct)
      case 'task.status':
        return answerTask(parts, slots)
      case 'agent.list':
        return answerAgents(parts)
      case 'access.show':
        return answerAccess(parts, asker, slots)
      case 'help.show':
        return helpCard(await examplesFor(parts, asker))
      case 'chat.greet':
        return sentenceCard('Hello! I build, deploy and roll back. Say “help” for what you can ask, or “status”.')
      case 'chat.thank':
        return sentenceCard('You’re welcome.')
    }
  }
}
