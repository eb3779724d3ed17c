import { ciSystemsOf } from '../../../config/ci-accounts.ts'
import type { Config } from '../../../config/config.ts'
import { describeProblem } from '../../../config/problem.ts'
import type { Known } from '../../../config/workflow-files/known.ts'
import { type ReadWorkflows, readWorkflowFolder } from '../../../config/workflow-files/read-folder.ts'
import { BUILT_IN_ROLES } from '../../access/policy.ts'
import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import { ConfigProblemsError } from '../commands/read-settings.ts'

/** A team's own workflows. @throws {ConfigProblemsError} with everything that is wrong with their files. */
export function ownWorkflows(config: Config, agents: readonly string[]): readonly WorkflowDefinition[] {
  const { definitions, problems } = checkedWorkflows(config, agents)
  if (problems.length > 0) throw new ConfigProblemsError(problems.map(describeProblem))
  return definitions
}

/** The same with what is wrong. @param agents The names that a step may ask. */
export function checkedWorkflows(config: Config, agents: readonly string[]): ReadWorkflows {
  return readWorkflowFolder(config.workflows.folder, namesIn(config, agents))
}

/** What a workflow may name here. */
export function namesIn(config: Config, agents: readonly string[]): Known {
  const { services = [], environments, access, workflows } = config
  const roles = [...BUILT_IN_ROLES, ...access.roles].map(({ name }) => name)
  const held = access.members?.flatMap((member) => member.roles)
  return {
    services: services.map(({ id }) => id),
    testedServices: services.flatMap(({ id, test }) => (test ? [id] : [])),
    environments: environments.map(({ id }) => id),
    harmlessEnvironments: environments.flatMap(({ id, confirm }) => (confirm === 'danger-only' ? [id] : [])),
    roles,
    // Without a list of members the person at the terminal has them all.
    heldRoles: held ?? roles,
    agents,
    secrets: Object.keys(workflows.secrets),
    ci: ciSystemsOf(config.ci),
  }
}
