import { isZone } from '../../src/domain/local-time.ts'
import { problemWithCron } from '../../src/domain/workflows/cron.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { unapprovedSteps } from '../../src/domain/workflows/unapproved-steps.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'

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
    ...inputProblems(definition, schedule.with),
    ...(known ? unapproved(definition, schedule.with, known) : []),
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

/** Nobody is there to be asked. */
function inputProblems({ inputs }: WorkflowDefinition, given: Readonly<Record<string, string>>): readonly Found[] {
  const known = Object.keys(inputs)
  const odd = Object.keys(given).filter((name) => !known.includes(name))
  const missing = known.filter((name) => !Object.hasOwn(given, name) && inputs[name]?.default === undefined)
  return [
    ...odd.map((name) => ({
      path: [...PATH, 'with', name],
      problem: `there is no input '${name}'`,
      remedy: suggest(name, known),
    })),
    ...missing.map((name) => ({
      path: PATH,
      problem: `nobody says the input '${name}' then`,
      remedy: `Add with: { ${name}: … } to the schedule, or a default to the input.`,
    })),
  ]
}

/** Nobody confirms what a clock starts, so somebody must approve what it changes where a change is confirmed. */
function unapproved(
  definition: WorkflowDefinition,
  given: Readonly<Record<string, string>>,
  { harmlessEnvironments }: Known,
): readonly Found[] {
  const steps = unapprovedSteps(definition, given, (environment) => harmlessEnvironments.includes(environment))
  return steps.map(({ id }) => ({
    path: PATH,
    problem: `'${id}' changes a protected environment, and nobody confirms what starts by itself`,
    remedy: `Put a step with approval before ${id}.`,
  }))
}
