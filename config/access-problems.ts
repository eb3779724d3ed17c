import { intents } from '../intents/catalog.ts'
import { BREAK_GLASS } from '../src/access/approval-rights.ts'
import { BUILT_IN_ROLES } from '../src/access/policy.ts'
import { SAMPLE_SERVICE } from './defaults.ts'
import { environmentIds } from './name-problems.ts'
import { suggest } from './near.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'

/** Roles and members that refer to what is not there: each would silently permit less, or more, than was meant. */
export function accessProblems(outline: Outline): readonly PathProblem[] {
  const { roles = {}, members = [] } = outline.access ?? {}
  return [
    ...Object.keys(roles).flatMap((name) => (isBuiltIn(name) ? [takenName(name)] : roleProblems(name, outline))),
    ...members.flatMap((member, index) => memberProblems(member, index, Object.keys(roles))),
  ]
}

function roleProblems(name: string, outline: Outline): readonly PathProblem[] {
  const role = outline.access?.roles[name] ?? { may: [], services: [], environments: [] }
  const path = ['access', 'roles', name]
  const services = outline.services?.map(({ id }) => id) ?? [SAMPLE_SERVICE]
  return [
    ...unknownNames(role.may, PERMISSIONS, [...path, 'may'], 'an intent, a family of intents or an effect'),
    ...unknownNames(role.services, services, [...path, 'services'], 'the id of a service'),
    ...unknownNames(role.environments, environmentIds(outline), [...path, 'environments'], 'the id of an environment'),
  ]
}

function memberProblems(
  member: Readonly<Record<string, unknown>> & { readonly roles: readonly string[] },
  index: number,
  ownRoles: readonly string[],
): readonly PathProblem[] {
  const path = ['access', 'members', index]
  const known = [...BUILT_IN_ROLES.map(({ name }) => name), ...ownRoles]
  const subjects = ['user', 'group', 'everyone', 'guests', 'strangers'].filter((key) => member[key] !== undefined)
  return [
    ...(subjects.length === 1 ? [] : [unclearMember(path, subjects)]),
    ...unknownNames(member.roles, known, [...path, 'roles'], 'a role'),
  ]
}

function unclearMember(path: Path, subjects: readonly string[]): PathProblem {
  const problem = subjects.length === 0 ? 'names nobody' : `names ${subjects.join(' and ')} at once`
  return { path, problem, remedy: 'Give each member exactly one of user, group, everyone, guests or strangers.' }
}

const isBuiltIn = (name: string): boolean => BUILT_IN_ROLES.some((role) => role.name === name)

function takenName(name: string): PathProblem {
  return { path: ['access', 'roles', name], problem: `the role '${name}' is built in`, remedy: 'Choose another name.' }
}

export function unknownNames(
  names: readonly string[],
  known: readonly string[],
  path: Path,
  what: string,
): readonly PathProblem[] {
  return names.flatMap((name, index) =>
    name === '' || known.includes(name)
      ? []
      : [{ path: [...path, index], problem: `'${name}' is not ${what}`, remedy: suggest(name, known) }],
  )
}

/** All that `may` can hold. */
const PERMISSIONS: readonly string[] = [
  'read',
  'change',
  'danger',
  BREAK_GLASS,
  ...new Set([...intents.keys()].filter((id) => id.includes('.')).map((id) => `${id.slice(0, id.indexOf('.'))}.*`)),
  ...intents.keys(),
]
