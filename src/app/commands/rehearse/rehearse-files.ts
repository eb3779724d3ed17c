import { describeProblem } from '../../../../config/problem.ts'
import { readTranscript, type Script } from './read-transcript.ts'
import { createRehearsalStore } from './rehearsal-store.ts'
import { type Rehearsal, rehearse } from './rehearse.ts'
import { reportText } from './report.ts'

const DID_NOT_GO_AS_EXPECTED = 1
const CANNOT_BE_PLAYED = 2

export interface RehearseOptions {
  /** For transcripts that have no configuration of their own. */
  readonly config?: string | undefined
  /** Prints the conversations too. */
  readonly verbose?: boolean | undefined
  /** Prints JSON for programs instead of text for people. */
  readonly json?: boolean | undefined
}

/** Plays all files, or none when one of them cannot be played. Resolves to the exit code. */
export async function rehearseFiles(
  files: readonly string[],
  { config, verbose = false, json = false }: RehearseOptions,
  print: (text: string) => void,
): Promise<number> {
  const readings = files.map((file) => readTranscript(file, config))
  const problems = readings.flatMap((reading) => (reading.kind === 'problems' ? reading.problems : []))
  if (problems.length > 0) {
    print(json ? JSON.stringify({ problems }, undefined, 2) : problems.map(describeProblem).join('\n'))
    return CANNOT_BE_PLAYED
  }
  const scripts = readings.flatMap((reading) => (reading.kind === 'script' ? [reading.script] : []))
  const rehearsals = await rehearseAll(scripts, (rehearsal) => {
    if (!json) print(reportText(rehearsal, verbose))
  })
  const failed = rehearsals.filter(({ failures }) => failures.length > 0).length
  print(
    json ? JSON.stringify({ rehearsals }, undefined, 2) : `\n${rehearsals.length - failed} passed, ${failed} failed`,
  )
  return failed === 0 ? 0 : DID_NOT_GO_AS_EXPECTED
}

async function rehearseAll(
  scripts: readonly Script[],
  done: (rehearsal: Rehearsal) => void,
): Promise<readonly Rehearsal[]> {
  const rehearsals: Rehearsal[] = []
  for (const script of scripts) {
    const rehearsal = await rehearse(script, createRehearsalStore())
    done(rehearsal)
    rehearsals.push(rehearsal)
  }
  return rehearsals
}
