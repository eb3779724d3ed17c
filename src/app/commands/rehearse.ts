import { Command } from 'commander'
import { type RehearseOptions, rehearseFiles } from './rehearse/rehearse-files.ts'

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description('play transcripts against the bot, with everything around it simulated, and check what it does')
    .argument('<file...>', 'transcripts in YAML; docs/rehearsing.md explains them')
    .option('--config <file>', 'the configuration for transcripts that have none of their own')
    .option('--verbose', 'print the conversations too')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExits with 1 when an expectation fails, with 2 when a file cannot be played.')
    .action(async (files: readonly string[], options: RehearseOptions) => {
      process.exitCode = await rehearseFiles(files, options, (text) => process.stdout.write(`${text}\n`))
    })
}
