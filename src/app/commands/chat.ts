import { Command } from 'commander'
import { showStarting } from './starting-sign.ts'

export function chatCommand(): Command {
  return new Command('chat')
    .description('chat with the bot here, even through a pipe, without connecting Slack or Discord')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async ({ config }: { config?: string }) => {
      const started = showStarting(process.stdout)
      try {
        const [{ readSettings }, { serve }] = await Promise.all([import('./read-settings.ts'), import('./serve.ts')])
        const settings = { ...readSettings(config), slack: undefined, discord: undefined }
        await serve({ config: settings, terminal: true, started })
      } finally {
        started()
      }
    })
}
