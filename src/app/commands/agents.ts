import { Command } from 'commander'
import { checkAgents } from './agents/check.ts'
import { newAgent } from './agents/new.ts'
import { type TryFlags, tryAgent } from './agents/try.ts'

interface ConfigFlag {
  readonly config?: string
}

/** Agents that judge: those of Shipmate can be tried, a team's own be written and checked too. */
export function agentsCommand(): Command {
  return new Command('agents')
    .description('agents that judge: write your own, check them, try them')
    .addCommand(
      withConfig(new Command('new'))
        .description('write a commented example agent to start from')
        .argument('<name>', 'lower-case letters, digits and hyphens')
        .action((name: string, { config }: ConfigFlag) => newAgent(name, config)),
    )
    .addCommand(
      withConfig(new Command('check'))
        .description('list the problems in agent files; exit code 2 if there are any')
        .argument('[file]', 'one file; every one of the configured folder when left out')
        .action((file: string | undefined, { config }: ConfigFlag) => checkAgents(file, config)),
    )
    .addCommand(
      withConfig(new Command('try'))
        .description('have an agent judge once, and print its answer, who decided, tokens and time')
        .argument('<name>', 'an agent of Shipmate or of the configured folder')
        .option('--input <file>', 'what it judges, in JSON or YAML; - reads standard input')
        .option('--look-ups <file>', 'what its tools give, by their names, in JSON or YAML')
        .action((name: string, flags: TryFlags) => tryAgent(name, flags)),
    )
}

function withConfig(command: Command): Command {
  return command.option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
}
