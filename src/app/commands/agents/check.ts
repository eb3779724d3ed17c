import { relative, resolve } from 'node:path'
import { type ConfigProblem, describeProblem } from '../../../../config/problem.ts'
import type { CustomAgent } from '../../../../jobs/agents/core/custom-agent.ts'
import { loadAgents, readAgent } from '../../../../jobs/agents/custom/load-agents.ts'
import { SHIPPED_AGENTS } from '../../../../jobs/agents/shipped-agents.ts'
import { readSettings } from '../read-settings.ts'

const BAD_FILE = 2

/** Prints every agent that is sound, and every problem with its place. */
export async function checkAgents(file: string | undefined, config: string | undefined): Promise<void> {
  const { agents, problems } = file === undefined ? await checkFolder(config) : await checkFile(resolve(file))
  const lines = [
    ...agents.map(({ agent, file: where }) => `ok  ${shown(where)}: ${agent.name} (${agent.capabilities.join(', ')})`),
    ...problems.map(({ file: where, ...rest }) =>
      describeProblem({ ...rest, ...(where !== undefined && { file: shown(where) }) }),
    ),
  ]
  process.stdout.write(lines.length === 0 ? 'There are no agent files yet.\n' : `${lines.join('\n')}\n`)
  if (problems.length > 0) process.exitCode = BAD_FILE
}

function checkFolder(config: string | undefined) {
  return loadAgents(
    readSettings(config).agents.folder,
    SHIPPED_AGENTS.map(({ name }) => name),
  )
}

async function checkFile(
  file: string,
): Promise<{ readonly agents: readonly CustomAgent[]; readonly problems: readonly ConfigProblem[] }> {
  const reading = await readAgent(file)
  return reading.kind === 'agent'
    ? { agents: [reading.agent], problems: [] }
    : { agents: [], problems: reading.problems }
}

const shown = (file: string): string => relative(process.cwd(), file) || file
