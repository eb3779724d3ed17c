import { Command } from 'commander'
import type { Forgotten } from '../../ports/forget.ts'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly config?: string
  readonly apply?: true
}

/** Erases a person from all that is kept, also while an embedded bot runs. */
export function forgetCommand(): Command {
  return new Command('forget')
    .description(
      "erase a person's words, names and id from all that is kept; without --apply it only says what would go",
    )
    .argument('<user>', 'their id, such as slack:U024BE7LH')
    .option('--apply', 'do it: nothing brings it back')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(forget)
}

async function forget(person: string, { config, apply }: Flags): Promise<void> {
  const forgotten = await withLog(readSettings(config), (log) => log.forget(person, apply === true))
  process.stdout.write(`${apply ? doneText(person, forgotten) : foundText(person, forgotten)}\n`)
  if (apply && Object.keys(forgotten.tables).length > 0) process.exitCode = 1
}

function foundText(person: string, { events, names, tables }: Forgotten): string {
  const rows = Object.entries(tables).map(([table, count]) => `  ${table}: ${count}`)
  return [
    `${person}${names.length > 0 ? ` (${names.join(', ')})` : ''}: ${events} events name them or hold their words.`,
    ...(rows.length > 0 ? ['Rows with their id:', ...rows] : []),
    'Nothing was changed. With --apply their words, names and id are erased; an alias stands for them from then on.',
    'Shipmate never deletes what stands in Slack, Discord, git, log files or backups: see docs/privacy.md.',
  ].join('\n')
}

function doneText(person: string, { events, alias, tables }: Forgotten): string {
  const left = Object.entries(tables).map(([table, count]) => `${table} (${count})`)
  if (left.length > 0)
    return `${person} is in ${left.join(', ')} still: they wrote or were named meanwhile. Run this again.`
  return `${person} is forgotten: ${events} events were changed. ${alias} stands for them now.`
}
