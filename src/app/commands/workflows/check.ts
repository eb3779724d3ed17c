import { relative, resolve } from 'node:path'
import { describeProblem } from '../../../../config/problem.ts'
import { readSource } from '../../../../config/read-config.ts'
import type { ReadWorkflows } from '../../../../config/workflow-files/read-folder.ts'
import { nameOfFile, readWorkflow } from '../../../../config/workflow-files/read-workflow.ts'
import { loadAgents } from '../../../../jobs/agents/custom/load-agents.ts'
import type { WorkflowDefinition } from '../../../domain/workflows/definition.ts'
import { checkedWorkflows, namesIn } from '../../wiring/own-workflows.ts'
import { readSettings } from '../read-settings.ts'

const BAD_FILE = 2

/** Prints every workflow that is sound, and every problem with its place. */
export async function checkWorkflows(file: string | undefined, configFile: string | undefined): Promise<void> {
  const config = readSettings(configFile)
  const { agents } = await loadAgents(config.agents.folder, [])
  const names = agents.map(({ agent }) => agent.name)
  const { definitions, problems } =
    file === undefined ? checkedWorkflows(config, names) : checkFile(resolve(file), namesIn(config, names))
  const lines = [
    ...definitions.map((definition) => `ok  ${summary(definition)}`),
    ...problems.map(({ file: where, ...rest }) =>
      describeProblem({ ...rest, ...(where !== undefined && { file: relative(process.cwd(), where) || where }) }),
    ),
  ]
  process.stdout.write(lines.length === 0 ? 'There are no workflow files yet.\n' : `${lines.join('\n')}\n`)
  if (problems.length > 0) process.exitCode = BAD_FILE
}

function checkFile(file: string, known: ReturnType<typeof namesIn>): ReadWorkflows {
  const reading = readWorkflow(readSource(file), nameOfFile(file), known)
  return reading.kind === 'workflow'
    ? { definitions: [reading.definition], problems: [] }
    : { definitions: [], problems: reading.problems }
}

function summary({ id, steps, phrases }: WorkflowDefinition): string {
  const said = phrases.length === 0 ? '' : `, asked for with “${phrases.join('”, “')}”`
  return `${id}: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}${said}`
}
