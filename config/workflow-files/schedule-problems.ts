import { isZone } from '../../src/domain/local-time.ts'
import { problemWithCron } from '../../src/domain/workflows/cron.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'
import { impossibleInputs, unapproved, unsaidInputs } from './started-unasked.ts'

const PATH: Path = ['schedule']

/** Schedules that cannot be: no rule, a moment that never comes, inputs that nobody says, and changes that nobody approves. */
export function scheduleProblems(definition: WorkflowDefinition, known: Known | undefined): readonly Found[] {
  const { schedule } = definition
  if (!schedule) return []
  const { cron, zone } = schedule
  return [
    ...cronProblems(cron),
    ...(zone === undefined || isZone(zone)
      ? []
      : [
          { path: [...PATH, 'zone'], problem: `'${zone}' is no time zone`, remedy: 'Write one such as Europe/Berlin.' },
        ]),
    ...unsaidInputs(definition, schedule.with, PATH, 'the schedule'),
    ...(known ? impossibleInputs(definition, schedule.with, PATH, known) : []),
    ...(known ? unapproved(definition, schedule.with, PATH, known) : []),
  ]
}

function cronProblems(cron: string): readonly Found[] {
  const path = [...PATH, 'cron']
  switch (problemWithCron(cron)) {
    case 'unreadable': {
      const remedy = 'Write five fields, minute hour day month weekday, such as 0 3 * * 1-5.'
      return [{ path, problem: `'${cron}' is no cron rule`, remedy }]
    }
    case 'never':
      return [{ path, problem: `'${cron}' never comes: there is no such day`, remedy: 'Choose a day that there is.' }]
    case undefined:
      return []
  }
}
