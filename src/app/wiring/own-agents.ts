import type { Config } from '../../../config/config.ts'
import { describeProblem } from '../../../config/problem.ts'
import type { CustomAgent } from '../../../jobs/agents/core/custom-agent.ts'
import { loadAgents } from '../../../jobs/agents/custom/load-agents.ts'
import { SHIPPED_AGENTS } from '../../../jobs/agents/shipped-agents.ts'
import { ConfigProblemsError } from '../commands/read-settings.ts'

/** A team's own agents. @throws {ConfigProblemsError} with everything that is wrong with their files. */
export async function ownAgents({ agents: { folder } }: Config): Promise<readonly CustomAgent[]> {
  const { agents, problems } = await loadAgents(
    folder,
    SHIPPED_AGENTS.map(({ name }) => name),
  )
  if (problems.length > 0) throw new ConfigProblemsError(problems.map(describeProblem))
  return agents
}
