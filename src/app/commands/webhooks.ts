import { Command } from 'commander'
import type { UndeliveredWebhook } from '../../ports/webhook-outbox.ts'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly config?: string
}

/** Webhooks that have not arrived: for whoever has the machine, also while an embedded bot runs. */
export function webhooksCommand(): Command {
  return new Command('webhooks')
    .description('events for others that have not arrived: list them, send one again')
    .addCommand(
      withConfig(new Command('list')).description('those that were given up, then those that wait').action(list),
    )
    .addCommand(
      withConfig(new Command('resend'))
        .description('try one again at once, and as often as a new one')
        .argument('<id>', 'its id, as `list` shows it')
        .action(resend),
    )
}

const withConfig = (command: Command): Command =>
  command.option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')

async function list({ config }: Flags): Promise<void> {
  const all = await withLog(readSettings(config), ({ webhooks }) => webhooks.list())
  process.stdout.write(all.length === 0 ? 'Every webhook has arrived.\n' : `${all.map(lineOf).join('\n')}\n`)
}

async function resend(id: string, { config }: Flags): Promise<void> {
  const isThere = await withLog(readSettings(config), ({ webhooks }) => webhooks.resend(id))
  process.stdout.write(isThere ? `${id} is sent again within 15 seconds.\n` : `There is no webhook ${id}.\n`)
  if (!isThere) process.exitCode = 1
}

function lineOf({ id, event, state, tries, retryAt, lastFailure }: UndeliveredWebhook): string {
  const next = retryAt === null ? '' : `, next ${retryAt}`
  const standing = state === 'given-up' ? `given up after ${tries} tries` : `waiting, ${tries} tries${next}`
  return [id, event, standing, ...(lastFailure === null ? [] : [lastFailure])].join('  ')
}
