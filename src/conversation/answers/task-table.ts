import type { Run } from '../../domain/run.ts'
import type { Block } from '../cards/card.ts'
import { planTitle } from '../cards/plan-fields.ts'
import { ago } from '../cards/words.ts'
import { namesOf } from '../names.ts'
import type { ConversationParts } from '../parts.ts'

export async function taskTable({ store, clock }: ConversationParts, found: readonly Run[]): Promise<Block> {
  const names = await namesOf(
    store,
    found.map(({ by }) => by),
  )
  return {
    kind: 'table',
    columns: ['Task', 'What', 'State', 'When', 'By'],
    rows: found.map((run) => [
      run.task,
      planTitle(run.plan),
      run.phase && run.state === 'running' ? `running: ${run.phase}` : run.state,
      ago(run.requestedAt, clock.now()),
      names.get(run.by) ?? '',
    ]),
  }
}
