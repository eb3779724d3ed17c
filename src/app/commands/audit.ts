import { Command, InvalidArgumentError, Option } from 'commander'
import { EXPORT_FORMATS } from '../../ports/log-reads.ts'
import { type ExportFlags, exportAudit } from './audit/export.ts'
import { momentFrom } from './audit/since.ts'
import { type VerifyFlags, verifyAudit } from './audit/verify.ts'

/** Who did what, when and why: the log of events for whoever has to answer for it. */
export function auditCommand(): Command {
  return new Command('audit')
    .description('the log of who did what: verify that nobody has changed it, export it')
    .addCommand(
      withConfig(new Command('verify'))
        .description('read the whole log and find removed, added or altered events; exit code 1 if there are any')
        .option('--head <hash>', 'a head that was kept elsewhere; may be given several times', addHash, [])
        .option('--json', 'print the result for a program')
        .action((flags: VerifyFlags) => verifyAudit(flags)),
    )
    .addCommand(
      withConfig(new Command('export'))
        .description('print every request, decision, refusal and effect, one a line')
        .option('--since <moment>', 'a day, a moment, or how long ago: 2026-11-01, 2026-11-01T09:00:00Z, 7d', (typed) =>
          momentFrom(typed, new Date()),
        )
        .addOption(new Option('--format <format>', 'how').choices(EXPORT_FORMATS).default('jsonl'))
        .action((flags: ExportFlags) => exportAudit(flags)),
    )
}

function withConfig(command: Command): Command {
  return command.option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
}

function addHash(typed: string, before: readonly string[]): readonly string[] {
  const hash = typed.toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(hash))
    throw new InvalidArgumentError('It must be 64 hexadecimal digits, as `verify` prints them.')
  return [...before, hash]
}
