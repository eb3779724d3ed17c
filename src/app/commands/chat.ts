import { Command } from 'commander'
import { readSettings } from './read-settings.ts'
import { serve } from './serve.ts'

export function chatCommand(): Command {
  return new Command('chat')
    .description('chat with the bot here, even through a pipe, without connecting Slack or Discord')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async ({ config }: { config?: string }) => {
      await serve({ config: { ...readSettings(config), slack: undefined, discord: undefined }, terminal: true })
    })
}
