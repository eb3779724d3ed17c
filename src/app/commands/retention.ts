import { Command } from 'commander'
import type { Retained } from '../../ports/retention.ts'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly config?: string
  readonly apply?: true
}

/** Erases words that are older than they may be, also while an embedded bot runs. */
export function retentionCommand(): Command {
  return new Command('retention')
    .description(
      'erase what people said longer ago than `retention` allows; without --apply it only says what would go',
    )
    .option('--apply', 'do it: nothing brings it back')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(retention)
}

async function retention({ config, apply }: Flags): Promise<void> {
  const retained = await withLog(readSettings(config), (log) => log.retention(apply === true))
  process.stdout.write(`${apply ? doneText(retained) : foundText(retained)}\n`)
}

function foundText({ before, events, open }: Retained): string {
  return [
    `${events} events from before ${before} hold words that people said, or that quote them.`,
    ...(open > 0 ? [`${open} more belong to what is still open, and stay.`] : []),
    'Nothing was changed. With --apply these words are erased, in cards and conversations too.',
    'Shipmate never deletes what stands in Slack, Discord, git, log files or backups: see docs/privacy.md.',
  ].join('\n')
}

const doneText = ({ before, events, beside }: Retained): string =>
  `Words from before ${before} are erased: ${events} events and ${beside} messages were changed.`
