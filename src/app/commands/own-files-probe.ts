import type { Config } from '../../../config/config.ts'
import { describeProblem } from '../../../config/problem.ts'
import { loadAgents } from '../../../jobs/agents/custom/load-agents.ts'
import { SHIPPED_AGENTS } from '../../../jobs/agents/shipped-agents.ts'
import type { Verdict } from '../doctor/report.ts'
import { checkedWorkflows } from '../wiring/own-workflows.ts'
import { withNamedServices } from '../wiring/services.ts'

/** Reads a team's own agents and workflows as `start` does, which refuses to start when one is not sound. */
export async function probeOwnFiles(config: Config): Promise<Verdict> {
  const loaded = await loadAgents(
    config.agents.folder,
    SHIPPED_AGENTS.map(({ name }) => name),
  )
  const names = loaded.agents.map(({ agent }) => agent.name)
  const { definitions, problems: others } = checkedWorkflows(withNamedServices(config), names)
  const problems = [...loaded.problems, ...others]
  if (problems.length > 0)
    return {
      state: 'failed',
      sentence: problems.map(describeProblem).join('\n'),
      remedy: '`start` refuses these files. Correct them, or move them out of the folder.',
    }
  if (names.length + definitions.length === 0) return { state: 'not-configured', sentence: 'None of your own.' }
  return { state: 'ok', sentence: `${names.length} agents and ${definitions.length} workflows of your own.` }
}
