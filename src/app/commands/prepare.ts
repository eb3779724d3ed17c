import { Command } from 'commander'
import { prepareTemplate } from '../../../adapters/store/new-database.ts'
import { removeNodeHeaders } from './node-headers.ts'

/**
 * What the first start would otherwise wait for; npm calls it after an install. Nothing depends on it: where it fails, the
 * first start does the same.
 */
export function prepareCommand(): Command {
  return new Command('prepare')
    .description(
      'after an install: make an empty database to copy and compile the code, so that the first start is quick, and remove what is not needed',
    )
    .action(async () => {
      // Node keeps what it has compiled when the process ends.
      await Promise.all([prepareTemplate(), import('./start.ts'), removeNodeHeaders()])
    })
}
