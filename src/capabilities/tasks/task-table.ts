import { ago } from '../../cards/words.ts'
import type { Block } from '../../domain/card.ts'
import type { Run } from '../../domain/run.ts'
import type { Schedule } from '../../domain/schedule.ts'
import { rolesAwaited } from '../../domain/workflows/approval.ts'
import { namesOf } from '../../queries/names.ts'
import { momentWords } from '../../texts/moment-words.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts } from '../capability.ts'

export async function taskTable(
  { store, clock, settings }: AnswerParts,
  found: readonly Run[],
  texts: Texts,
  scheduled: readonly Schedule[] = [],
): Promise<Block> {
  const names = await namesOf(
    store,
    [...found, ...scheduled].map(({ by }) => by),
  )
  return {
    kind: 'table',
    columns: Object.values(texts.tasks.columns),
    rows: [
      ...found.map((run) => [
        run.task,
        planTitle(run.plan, texts),
        stateWords(run, texts),
        ago(run.requestedAt, clock.now(), texts),
        names.get(run.by) ?? '',
      ]),
      ...scheduled.map(({ task, plan, at, scheduledAt, by }) => [
        task,
        planTitle(plan, texts),
        texts.gates.schedule.state({ time: momentWords(at, settings.gates.timeZone) }),
        ago(scheduledAt, clock.now(), texts),
        names.get(by) ?? '',
      ]),
    ],
  }
}

function stateWords(run: Run, { tasks, runs, formats }: Texts): string {
  const { state: id, phase, missingWorkers } = run
  const state = runs.states[id]
  const roles = id === 'running' ? rolesAwaited(run) : []
  if (roles.length > 0) return tasks.waitsForApproval({ state, roles: formats.allOf(roles) })
  if (missingWorkers && (id === 'queued' || id === 'running')) return tasks.waitsForWorker({ state })
  return phase && id === 'running' ? tasks.inPhase({ state, phase: runs.steps[phase] }) : state
}
