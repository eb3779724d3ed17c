import { ago } from '../../cards/words.ts'
import type { Block } from '../../domain/card.ts'
import { planTitle } from '../../domain/plan.ts'
import type { Run } from '../../domain/run.ts'
import { namesOf } from '../../queries/names.ts'
import type { AnswerParts } from '../capability.ts'

export async function taskTable({ store, clock }: AnswerParts, found: readonly Run[]): Promise<Block> {
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
      stateWords(run),
      ago(run.requestedAt, clock.now()),
      names.get(run.by) ?? '',
    ]),
  }
}

function stateWords({ state, phase, missingWorkers }: Run): string {
  if (missingWorkers && (state === 'queued' || state === 'running')) return `${state}: waiting for a worker`
  return phase && state === 'running' ? `running: ${phase}` : state
}
