import { Command } from 'commander'
import { stopAll } from '../../../adapters/local-host/host-client.ts'
import { readDataFolder } from './read-settings.ts'

export function localCommand(): Command {
  const stop = new Command('stop')
    .description('stop every service that runs on this host')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async ({ config }: { config?: string }) => {
      const stopped = await stopAll(readDataFolder(config))
      process.stdout.write(stopped ? 'Every service is stopped.\n' : 'Nothing was running.\n')
    })
  return new Command('local').description('services delivered on this host').addCommand(stop)
}
