import { BUILT_IN_ROLES } from '../src/access/policy.ts'
import { unknownNames } from './access-problems.ts'
import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

/** Rules for approvals that name what is not there, which would never apply, and accounts of two people at once. */
export function approvalProblems(outline: Outline): readonly PathProblem[] {
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  const roles = [...BUILT_IN_ROLES.map(({ name }) => name), ...Object.keys(outline.access?.roles ?? {})]
  return [
    ...(outline.approvals ?? []).flatMap((rule, index) => {
      const path = ['approvals', index]
      return [
        ...unknownNames(rule.services, services, [...path, 'services'], 'the id of a service'),
        ...unknownNames(
          rule.environments,
          environmentIds(outline),
          [...path, 'environments'],
          'the id of an environment',
        ),
        ...unknownNames(rule.roles, roles, [...path, 'roles'], 'a role'),
      ]
    }),
    ...sharedAccounts(outline),
  ]
}

function sharedAccounts({ people = [] }: Outline): readonly PathProblem[] {
  const first = new Map<string, number>()
  return people.flatMap(({ ids }, index) =>
    ids.flatMap((id, at) => {
      const owner = first.get(id)
      first.set(id, owner ?? index)
      if (owner === undefined || owner === index || id === '') return []
      const problem = `'${id}' already belongs to people.${owner}`
      return [{ path: ['people', index, 'ids', at], problem, remedy: 'An account belongs to one person.' }]
    }),
  )
}
