import { Argument, Command } from 'commander'
import { bashScript } from './completion/bash-script.ts'
import { completedAt } from './completion/command-tree.ts'
import { fishScript } from './completion/fish-script.ts'
import { zshScript } from './completion/zsh-script.ts'

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const
type Shell = keyof typeof SCRIPTS

/** @param load Every command, for their words. */
export function completionCommand(load: () => Promise<readonly Command[]>): Command {
  return new Command('completion')
    .description('print a completion script: eval "$(shipmate completion bash)"')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(SCRIPTS)))
    .action(async (shell: Shell) => {
      const all = new Command('shipmate').version('')
      for (const command of await load()) all.addCommand(command)
      process.stdout.write(SCRIPTS[shell](all.name(), completedAt(all)))
    })
}
