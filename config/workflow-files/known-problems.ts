import { CI_NAMES, type CiSystem } from '../../src/domain/ci-run.ts'
import type { Action, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { referencesIn } from '../../src/domain/workflows/references.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'

/** Names that nothing here has: services, environments, roles, agents. */
export function known({ steps, who = [] }: WorkflowDefinition, names: Known): readonly Found[] {
  return [
    ...who.flatMap((role, index) => roleProblems(role, ['who', index], names)),
    ...steps.flatMap((step, index) => [
      ...unknownIn(step, ['steps', index, 'with'], names),
      ...(step.onFailure ? unknownIn(step.onFailure, ['steps', index, 'onFailure', 'with'], names) : []),
    ]),
  ]
}

function unknownIn(action: Action, path: Path, names: Known): readonly Found[] {
  switch (action.uses) {
    case 'build':
      return named('service', action.with.service, names.services, [...path, 'service'])
    case 'test':
      return tested(action.with.service, names, [...path, 'service'])
    case 'deploy':
    case 'rollback':
    case 'restart':
    case 'scale':
    case 'health':
      return [
        ...named('service', action.with.service, names.services, [...path, 'service']),
        ...named('environment', action.with.environment, names.environments, [...path, 'environment']),
      ]
    case 'agent':
      return named('agent', action.with.agent, names.agents, [...path, 'agent'])
    case 'approval':
      return roleProblems(action.with.role, [...path, 'role'], names)
    case 'command':
    case 'http':
    case 'wait':
      return []
    case 'github-actions':
    case 'gitlab-pipeline':
    case 'jenkins':
      return noAccount(action.uses, names, [...path.slice(0, -1), 'uses'])
  }
}

/** Nobody may start a run without an account. */
function noAccount(uses: CiSystem, { ci }: Known, path: Path): readonly Found[] {
  if (ci.includes(uses)) return []
  return [{ path, problem: `there is no account at ${CI_NAMES[uses]}`, remedy: ACCOUNTS[uses] }]
}

const ACCOUNTS: Readonly<Record<CiSystem, string>> = {
  'github-actions': 'Add github: { token } or github: { app } to shipmate.yaml.',
  'gitlab-pipeline': 'Add gitlab: { token } to shipmate.yaml.',
  jenkins: 'Add jenkins: { url, user, token } to shipmate.yaml.',
}

function named(what: string, name: string, among: readonly string[], path: Path): readonly Found[] {
  if (referencesIn(name).length > 0 || among.includes(name)) return []
  return [{ path, problem: `there is no ${what} '${name}'`, remedy: suggest(name, among) }]
}

/** A service that says nothing of its tests would fail in every run. */
function tested(service: string, { services, testedServices }: Known, path: Path): readonly Found[] {
  const isNoName = referencesIn(service).length > 0 || !services.includes(service)
  if (isNoName || testedServices.includes(service)) return named('service', service, services, path)
  const remedy = `Add test: [npm, test], or what tests it, to ${service} in shipmate.yaml.`
  return [{ path, problem: `'${service}' has no tests`, remedy }]
}

/** A role that nobody has would wait for ever. */
function roleProblems(role: string, path: Path, { roles, heldRoles }: Known): readonly Found[] {
  if (!roles.includes(role)) return named('role', role, roles, path)
  if (heldRoles.includes(role)) return []
  return [{ path, problem: `nobody has the role '${role}'`, remedy: 'Give it to somebody under access.members.' }]
}
