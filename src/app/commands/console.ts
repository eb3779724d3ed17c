import { Command } from 'commander'
import { consoleAddress } from '../wiring/accounts.ts'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

/** A link into the console, for whoever has the machine; also while an embedded bot runs. */
export function consoleCommand(): Command {
  return new Command('console')
    .description('print a link that opens the console of the running bot, once')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async ({ config }: { config?: string }) => {
      const settings = readSettings(config)
      const { code, expiresAt } = await withLog(settings, (log) => log.offerLogin())
      const until = expiresAt.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
      process.stdout.write(
        `This opens the console as terminal:you, once, until ${until}. Keep it to yourself.\n` +
          `${consoleAddress(settings.http)}/login#${code}\n`,
      )
    })
}
