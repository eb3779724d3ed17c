import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { openEmbeddedStore } from '../../../../adapters/store/embedded.ts'
import { FolderInUseError } from '../../../../adapters/store/folder-owner.ts'
import { openPostgresStore } from '../../../../adapters/store/postgres.ts'
import type { OpenStore } from '../../../../adapters/store/store.ts'
import type { Config } from '../../../../config/config.ts'
import type { ShipmateEvent } from '../../../domain/events.ts'
import { type ModelDay, modelDays } from '../../../domain/model-days.ts'
import { projections } from '../../../domain/projections.ts'
import { readSettings } from '../read-settings.ts'
import { daysText } from './days-text.ts'
import { askRunningBot } from './running-bot.ts'

interface Flags {
  readonly config?: string
  readonly days: number
  readonly json?: true
}

/** What language models cost a day, and what the notation saved: asked of the running bot where it has the database. */
export function statsCommand(): Command {
  return new Command('stats')
    .description('print, for each day, what language models were sent and what the notation saved')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--days <number>', 'how many days back', toDays, 14)
    .option('--json', 'print the figures for a program')
    .action(async ({ config, days, json }: Flags) => {
      const { from, figures } = await findFigures(readSettings(config))
      const shown = lastDays(figures, days)
      process.stdout.write(`${json ? JSON.stringify({ from, days: shown }, undefined, 2) : daysText(shown, from)}\n`)
    })
}

interface Figures {
  /** As a sentence. */
  readonly from: string
  readonly figures: readonly ModelDay[]
}

async function findFigures(config: Config): Promise<Figures> {
  const { store, dataDir } = config
  switch (store.kind) {
    case 'memory': {
      const from = 'Reported by the running Shipmate; with store: memory it forgets them when it stops.'
      return { from, figures: await askRunningBot(config) }
    }
    case 'postgres': {
      const open = openPostgresStore({ url: store.url.reveal(), projections, onError: () => {} })
      return { from: 'Read from the event log.', figures: await readAndClose(await open) }
    }
    case 'embedded': {
      const from = `Read from the event log in ${dataDir}; no Shipmate is running on it.`
      // Looking makes no database.
      if (!existsSync(join(dataDir, 'pglite'))) return { from, figures: [] }
      try {
        return { from, figures: await readAndClose(await openEmbeddedStore({ folder: dataDir, projections })) }
      } catch (error) {
        if (!(error instanceof FolderInUseError)) throw error
        const told = `Reported by the running Shipmate (process ${error.pid}), which has ${dataDir} open.`
        return { from: told, figures: await askRunningBot(config, error.pid) }
      }
    }
  }
}

async function readAndClose({ store }: OpenStore<ShipmateEvent>): Promise<readonly ModelDay[]> {
  try {
    return await store.list(modelDays)
  } finally {
    await store.close()
  }
}

/** The newest so many days that have figures, the oldest first. */
function lastDays(figures: readonly ModelDay[], count: number): readonly ModelDay[] {
  const days = new Set([...new Set(figures.map(({ day }) => day))].sort().slice(-count))
  const order = ({ day, use }: ModelDay): string => `${day} ${use}`
  return figures.filter(({ day }) => days.has(day)).toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
}

function toDays(typed: string): number {
  const days = Number(typed)
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return days
}
