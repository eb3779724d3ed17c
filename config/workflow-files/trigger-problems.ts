import type { CodeHappeningName } from '../../src/domain/code-happening.ts'
import { namesReported, REPORTED } from '../../src/domain/reported-inputs.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import type { TriggerDefinition } from '../../src/domain/workflows/trigger.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'
import { impossibleInputs, unapproved, unsaidInputs } from './started-unasked.ts'

/** Triggers that cannot be: of services that there are not, of branches that nothing has, and starts that a schedule may not have either. */
export function triggerProblems(definition: WorkflowDefinition, known: Known | undefined): readonly Found[] {
  const { on = [] } = definition
  return on.flatMap((trigger, index) => {
    const path = ['on', index]
    const { with: given } = trigger
    return [
      ...filterProblems(trigger, path),
      ...unsaidInputs(definition, given, path, 'the trigger'),
      ...untoldInputs(trigger, path),
      ...(known ? [...unknownServices(trigger, path, known), ...impossibleInputs(definition, given, path, known)] : []),
      ...(known ? unapproved(definition, given, path, known) : []),
    ]
  })
}

const hasNoBranch = (what: CodeHappeningName): boolean => what === 'release.published'

function filterProblems({ event, branches, green }: TriggerDefinition, path: Path): readonly Found[] {
  const lost = branches && event.find(hasNoBranch)
  return [
    ...(lost === undefined
      ? []
      : [
          {
            path: [...path, 'branches'],
            problem: `${lost} is of no branch, so it would never start`,
            remedy: `Write another entry of on: for ${lost}, without branches.`,
          },
        ]),
    ...(green === undefined || event.includes('checks.done')
      ? []
      : [{ path: [...path, 'green'], problem: 'is only about checks.done', remedy: 'Take it out.' }]),
  ]
}

function unknownServices({ services = [] }: TriggerDefinition, path: Path, known: Known): readonly Found[] {
  return services.flatMap((name, index) =>
    known.services.includes(name)
      ? []
      : [
          {
            path: [...path, 'services', index],
            problem: `there is no service '${name}'`,
            remedy: suggest(name, known.services),
          },
        ],
  )
}

/** What one of its events does not tell would be filled in with nothing. */
function untoldInputs({ event, with: given }: TriggerDefinition, path: Path): readonly Found[] {
  return Object.entries(given).flatMap(([input, text]) =>
    namesReported(text).flatMap((name) => {
      const silent = event.find((what) => !REPORTED[what].includes(name))
      if (silent === undefined) return []
      const remedy = `${silent} tells {${REPORTED[silent].join('}, {')}}.`
      return [{ path: [...path, 'with', input], problem: `${silent} tells no {${name}}`, remedy }]
    }),
  )
}
