import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { openEmbeddedStore } from '../../../adapters/store/embedded.ts'
import { loadArchive, NotRestoredError } from '../../../adapters/store/load-archive.ts'
import { openPostgresStore } from '../../../adapters/store/postgres.ts'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { Config } from '../../../config/config.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { projections } from '../../domain/projections.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly config?: string
  readonly byHand?: true
}

const OWNER_ONLY = 0o700
const NEXT =
  'When the bot starts, it ends what was open in the backup, and says so: what may have been done since is not done again.'

/** Makes a backup the embedded database, or says that other means have restored one. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('make a backup the embedded database, where there is none yet')
    .argument('[file]', 'what `shipmate backup` has written')
    .option('--by-hand', 'the database is restored already, by other means that it cannot tell by itself')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(restore)
}

async function restore(file: string | undefined, { config: given, byHand }: Flags): Promise<void> {
  const config = readSettings(given)
  if ((file === undefined) === (byHand === undefined))
    throw new NotRestoredError('Name the backup, or say --by-hand where the database is restored already.')
  await (file === undefined ? mark(config) : load(config, resolve(file)))
  process.stdout.write(`${NEXT}\n`)
}

async function load({ store, dataDir }: Config, file: string): Promise<void> {
  if (store.kind !== 'embedded')
    throw new NotRestoredError(
      'Only an embedded database is restored so. On PostgreSQL: pg_restore (docs/operating.md).',
    )
  await mkdir(dataDir, { recursive: true, mode: OWNER_ONLY })
  await loadArchive(file, dataDir, projections)
  process.stdout.write(`${file} is the database in ${dataDir} now.\n`)
}

async function mark(config: Config): Promise<void> {
  const opened = await openConfigured(config)
  try {
    await opened.restored.mark()
  } finally {
    await opened.store.close()
  }
}

function openConfigured({ store, dataDir }: Config): Promise<OpenStore<ShipmateEvent>> {
  switch (store.kind) {
    case 'memory':
      throw new NotRestoredError('With store: memory there is no database to restore.')
    case 'postgres':
      return openPostgresStore({ url: store.url.reveal(), projections, onError: () => {} })
    case 'embedded':
      return openEmbeddedStore({ folder: dataDir, projections })
  }
}
