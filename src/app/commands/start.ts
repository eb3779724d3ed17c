import { Command } from 'commander'
import { readSettings } from './read-settings.ts'
import { serve } from './serve.ts'

export function startCommand(): Command {
  return new Command('start')
    .description('run the bot; with a terminal, also chat with it here')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--no-terminal', 'open no chat here even if this is a terminal')
    .action(async ({ config, terminal }: { config?: string; terminal: boolean }) => {
      const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true
      await serve({ config: readSettings(config), terminal: terminal && isTerminal })
    })
}
