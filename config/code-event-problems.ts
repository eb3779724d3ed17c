import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

/** Rules about services and environments that there are not, or about an environment where a person confirms. */
export function codeEventProblems(outline: Outline): readonly PathProblem[] {
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  const environments = environmentIds(outline)
  return outline.codeEvents.flatMap((rule, index) => [
    ...rule.services
      .map((name, at) => ({ name, path: ['codeEvents', index, 'services', at] }))
      .filter(({ name }) => name !== '' && !services.includes(name))
      .map(({ name, path }) => ({
        path,
        problem: `'${name}' is not the id of a service`,
        remedy: suggest(name, services),
      })),
    ...deployProblems(rule.deploy, index, environments, outline),
  ])
}

function deployProblems(
  deploy: string,
  index: number,
  environments: readonly string[],
  outline: Outline,
): readonly PathProblem[] {
  if (deploy === '') return []
  const path = ['codeEvents', index, 'deploy']
  if (!environments.includes(deploy))
    return [{ path, problem: `'${deploy}' is not the id of an environment`, remedy: suggest(deploy, environments) }]
  const declared = outline.environments?.find(({ id }) => id === deploy)
  const confirm = declared?.confirm || (deploy === 'staging' ? 'danger-only' : 'changes')
  if (deploy !== 'production' && confirm === 'danger-only') return []
  return [
    {
      path,
      problem: `deployments to ${deploy} are confirmed by a person`,
      remedy: 'Name an environment with confirm: danger-only; production is never one.',
    },
  ]
}
