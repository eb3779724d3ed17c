import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

/** Announcements of services and environments that there are not. */
export function announcementProblems(outline: Outline): readonly PathProblem[] {
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  const environments = environmentIds(outline)
  return outline.announcements.flatMap((rule, index) => [
    ...unknown(rule.services, services, ['announcements', index, 'services'], 'a service'),
    ...unknown(rule.environments, environments, ['announcements', index, 'environments'], 'an environment'),
  ])
}

function unknown(
  names: readonly string[],
  known: readonly string[],
  path: PathProblem['path'],
  what: string,
): readonly PathProblem[] {
  return names.flatMap((name, at) =>
    name === '' || known.includes(name)
      ? []
      : [{ path: [...path, at], problem: `'${name}' is not the id of ${what}`, remedy: suggest(name, known) }],
  )
}
