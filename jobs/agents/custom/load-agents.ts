import { existsSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ConfigProblem } from '../../../config/problem.ts'
import { readSource } from '../../../config/read-config.ts'
import type { CustomAgent } from '../core/custom-agent.ts'
import { type AnyAgent, isAgent } from '../core/define-agent.ts'
import { DEPLOY_RISK } from '../deploy-risk/agent.ts'
import { triedOnFacts } from './tried-on-facts.ts'
import { type AgentReading, yamlAgent } from './yaml-agent.ts'

export interface LoadedAgents {
  readonly agents: readonly CustomAgent[]
  /** Everything that is wrong, in the order of files and lines. */
  readonly problems: readonly ConfigProblem[]
}

/**
 * Reads every agent of a folder: `.yaml` files are agents without code, `.ts` files are run once, to give theirs. A folder
 * that is not there holds none.
 *
 * @param taken Names that the agents of the product have.
 */
export async function loadAgents(folder: string, taken: readonly string[]): Promise<LoadedAgents> {
  const files = existsSync(folder) ? readdirSync(folder).filter(isAgentFile).sort() : []
  const readings = await Promise.all(files.map((file) => readAgent(join(folder, file))))
  const agents = readings.flatMap((reading) => (reading.kind === 'agent' ? [reading.agent] : []))
  const problems = readings.flatMap((reading) => (reading.kind === 'problems' ? reading.problems : []))
  return { agents, problems: [...problems, ...sameNames(agents, taken)] }
}

function isAgentFile(name: string): boolean {
  return ['.yaml', '.yml', '.ts'].includes(extname(name)) && !name.endsWith('.d.ts')
}

/** One file, whatever its kind. */
export function readAgent(file: string): Promise<AgentReading> | AgentReading {
  return extname(file) === '.ts' ? codeAgent(file) : yamlAgent(readSource(file), file)
}

async function codeAgent(file: string): Promise<AgentReading> {
  try {
    const { default: exported } = (await import(pathToFileURL(file).href)) as { readonly default?: unknown }
    if (isAgent(exported)) return soundAgent(exported, file)
    const remedy = 'Write `export default defineAgent({ … })`; docs/agents.md has an example.'
    return oneProblem({ file, key: '', problem: 'its default export is not an agent', remedy })
  } catch (error) {
    const line = lineIn(error, file)
    const problem = `cannot be loaded (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`
    return oneProblem({ file, ...(line !== undefined && { line }), key: '', problem, remedy: 'Fix the code here.' })
  }
}

/** What judges deployments must be able to; the others are asked for what nobody here knows. */
function soundAgent(agent: AnyAgent, file: string): AgentReading {
  const found = agent.capabilities.includes(DEPLOY_RISK) ? triedOnFacts(agent) : undefined
  return found ? oneProblem({ file, key: '', ...found }) : { kind: 'agent', agent: { agent, file } }
}

function oneProblem(problem: ConfigProblem): AgentReading {
  return { kind: 'problems', problems: [problem] }
}

/** Where in the file it went wrong, as the stack says. */
function lineIn(error: unknown, file: string): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const at = [file, pathToFileURL(file).href].map((name) => stack.indexOf(`${name}:`)).find((index) => index >= 0)
  const line = at === undefined ? undefined : /:(\d+)/.exec(stack.slice(stack.indexOf('.ts:', at)))?.[1]
  return line === undefined ? undefined : Number(line)
}

function sameNames(agents: readonly CustomAgent[], taken: readonly string[]): readonly ConfigProblem[] {
  return agents.flatMap(({ agent: { name }, file }, index) => {
    const other = taken.includes(name)
      ? 'Shipmate'
      : agents.slice(0, index).find((one) => one.agent.name === name)?.file
    if (other === undefined) return []
    return [{ file, key: 'name', problem: `${other} already has an agent '${name}'`, remedy: 'Choose another name.' }]
  })
}
