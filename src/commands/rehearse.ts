import { Command } from 'commander'
import { describeProblem } from '../../config/problem.ts'
import { readTranscript, type Script } from './rehearse/read-transcript.ts'
import { openRehearsalDatabase } from './rehearse/rehearsal-database.ts'
import { type Rehearsal, rehearse } from './rehearse/rehearse.ts'
import { reportText } from './rehearse/report.ts'

const DID_NOT_GO_AS_EXPECTED = 1
const CANNOT_BE_PLAYED = 2

interface Options {
  readonly config?: string
  readonly verbose?: boolean
  readonly json?: boolean
}

export function rehearseCommand(): Command {
  return new Command('rehearse')
    .description(
      'play transcripts against the bot, with nothing real outside it, and see whether it answers as expected',
    )
    .argument('<file...>', 'transcripts in YAML; docs/rehearsing.md explains them')
    .option('--config <file>', 'the configuration for transcripts that have none of their own')
    .option('--verbose', 'print the conversations too')
    .option('--json', 'print one JSON array of results')
    .addHelpText(
      'after',
      '\nExits with 1 when something does not go as expected, and with 2 when a file cannot be played.',
    )
    .action(async (files: readonly string[], options: Options) => {
      process.exitCode = await rehearseFiles(files, options)
    })
}

/** Resolves to the exit code. */
async function rehearseFiles(
  files: readonly string[],
  { config, verbose = false, json = false }: Options,
): Promise<number> {
  const readings = files.map((file) => readTranscript(file, config))
  const problems = readings.flatMap((reading) => (reading.kind === 'problems' ? reading.problems : []))
  if (problems.length > 0) {
    if (json) print(JSON.stringify({ problems }, undefined, 2))
    else process.stderr.write(`${problems.map(describeProblem).join('\n')}\n`)
    return CANNOT_BE_PLAYED
  }
  const scripts = readings.flatMap((reading) => (reading.kind === 'script' ? [reading.script] : []))
  const rehearsals = await rehearseAll(scripts, (rehearsal) => {
    if (!json) print(reportText(rehearsal, verbose))
  })
  const failed = rehearsals.filter(({ failures }) => failures.length > 0).length
  print(json ? JSON.stringify(rehearsals, undefined, 2) : `\n${rehearsals.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : DID_NOT_GO_AS_EXPECTED
}

async function rehearseAll(
  scripts: readonly Script[],
  done: (rehearsal: Rehearsal) => void,
): Promise<readonly Rehearsal[]> {
  const database = await openRehearsalDatabase()
  try {
    const rehearsals: Rehearsal[] = []
    for (const script of scripts) {
      const rehearsal = await rehearse(script, database)
      done(rehearsal)
      rehearsals.push(rehearsal)
    }
    return rehearsals
  } finally {
    await database.close()
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
