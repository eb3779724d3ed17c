import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { AGENT_NAME } from '../../../../jobs/agents/core/define-agent.ts'
import { BotError } from '../../../domain/errors.ts'
import { readSettings } from '../read-settings.ts'
import { agentTemplate } from './agent-template.ts'

/** Writes a new agent file into the configured folder. Never over one that is there. */
export function newAgent(name: string, config: string | undefined): void {
  if (!AGENT_NAME.test(name)) {
    throw new NoNewAgentError(`'${name}' is not a valid agent name. Use lower-case letters, digits and hyphens.`)
  }
  const { folder } = readSettings(config).agents
  const file = join(folder, `${name}.yaml`)
  mkdirSync(folder, { recursive: true })
  try {
    writeFileSync(file, agentTemplate(name), { flag: 'wx' })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    throw new NoNewAgentError(`${shown(file)} already exists. Choose another name, or change that file.`)
  }
  process.stdout.write(`${shown(file)} is written. Try it: npm run shipmate -- agents try ${name}\n`)
}

const shown = (file: string): string => relative(process.cwd(), file) || file

class NoNewAgentError extends BotError {
  override readonly name = 'NoNewAgentError'
  readonly code = 'no_new_agent'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}
