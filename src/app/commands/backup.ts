import { resolve } from 'node:path'
import { Command } from 'commander'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

/** Writes an embedded database to a file, also while a bot runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('write the embedded database to a file that is not there yet, also while the bot runs')
    .argument('<file>', 'such as shipmate-2026-12-01.tar.gz')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async (file: string, { config }: { readonly config?: string }) => {
      const bytes = await withLog(readSettings(config), (log) => log.backup(resolve(file)))
      process.stdout.write(`${file} holds the whole database (${bytes} bytes). Keep it where only you can read it.\n`)
    })
}
