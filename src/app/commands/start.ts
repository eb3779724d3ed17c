import { Command } from 'commander'
import { showStarting } from './starting-sign.ts'

export function startCommand(): Command {
  return new Command('start')
    .description('run the bot; with a terminal, also chat with it here')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--no-terminal', 'open no chat here even if this is a terminal')
    .action(async ({ config, terminal }: { config?: string; terminal: boolean }) => {
      const isTerminal = terminal && process.stdin.isTTY === true && process.stdout.isTTY === true
      const started = isTerminal ? showStarting(process.stdout) : () => undefined
      try {
        // The sign is there before the parts are loaded.
        const [{ readSettings }, { serve }] = await Promise.all([import('./read-settings.ts'), import('./serve.ts')])
        await serve({ config: readSettings(config), terminal: isTerminal, started })
      } finally {
        started()
      }
    })
}
