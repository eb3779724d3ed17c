import { PLANTS, type PlantName } from './plants.ts'
import { playRun } from './play-run.ts'
import { createTally, type Tally } from './tally.ts'

export interface Simulation {
  readonly runs: number
  /** Of the first run; the others count up from it, so that each can be replayed alone. */
  readonly seed: number
  /** A fault that is put into the world to be found. */
  readonly plant?: PlantName | undefined
  /** Ends with the first run in which something does not hold. */
  readonly endsAtFirst?: boolean
  /** Called after every run. */
  readonly onPlayed?: (runs: number, failure: Failure | undefined) => void
}

export interface Simulated {
  readonly tally: Tally
  readonly failures: readonly Failure[]
}

/** A run in which something did not hold. */
export interface Failure {
  readonly seed: number
  readonly violations: readonly string[]
  readonly story: readonly string[]
}

export async function simulate({
  runs,
  seed,
  plant,
  endsAtFirst = false,
  onPlayed = () => {},
}: Simulation): Promise<Simulated> {
  const tally = createTally()
  const failures: Failure[] = []
  for (let run = 0; run < runs; run++) {
    const { violations, story } = await playRun(seed + run, plant ? PLANTS[plant] : {}, tally)
    const failure = violations.length > 0 ? { seed: seed + run, violations, story } : undefined
    if (failure) failures.push(failure)
    onPlayed(run + 1, failure)
    if (endsAtFirst && failures.length > 0) break
  }
  return { tally, failures }
}
