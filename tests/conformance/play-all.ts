import { SCENARIOS } from './all-scenarios.ts'
import { type Ending, play } from './play.ts'
import type { Scenario } from './scenario.ts'
import { PLATFORMS, type PlatformName } from './stage/platform.ts'

export interface Result {
  readonly subject: string
  readonly scenario: Scenario
  readonly endings: Readonly<Record<PlatformName, Ending>>
}

/** Scenarios at a time. Each waits for its bot most of the time. */
const AT_A_TIME = 3

/** @param part Plays only those whose name holds this. */
export async function playAll(part = ''): Promise<readonly Result[]> {
  const chosen = Object.entries(SCENARIOS).flatMap(([subject, scenarios]) =>
    scenarios
      .filter(({ name }) => subject.includes(part) || name.includes(part))
      .map((scenario) => ({ subject, scenario })),
  )
  const results: Result[] = []
  let next = 0
  const takeTurns = async (): Promise<void> => {
    for (let at = next++; at < chosen.length; at = next++) {
      const one = chosen[at]
      if (one) results[at] = { ...one, endings: await playEverywhere(one.scenario) }
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, takeTurns))
  return results
}

async function playEverywhere(scenario: Scenario): Promise<Readonly<Record<PlatformName, Ending>>> {
  const endings = PLATFORMS.map(async (platform) => [platform, await play(scenario, platform)] as const)
  return Object.fromEntries(await Promise.all(endings)) as Record<PlatformName, Ending>
}
