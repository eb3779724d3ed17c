import type { Scenario } from './scenario.ts'
import type { PlatformName } from './stage/platform.ts'
import { openStage } from './stage/stage.ts'

/** How a scenario ended on one platform. */
export type Ending =
  | { readonly kind: 'passed'; readonly ms: number }
  | { readonly kind: 'failed'; readonly error: Error }
  | { readonly kind: 'impossible'; readonly because: string }

/** Long enough for a machine that does much else; a scenario takes a tenth of a second. */
const LONGEST_MS = 120_000

/** Plays a scenario with a platform, a bot and people of its own. */
export async function play(scenario: Scenario, platform: PlatformName): Promise<Ending> {
  const because = scenario.without?.[platform]
  if (because !== undefined) return { kind: 'impossible', because }
  const startedAt = performance.now()
  try {
    const stage = await openStage(platform, scenario)
    try {
      await withTimeout(scenario.play(stage))
    } finally {
      await stage.close()
    }
    return { kind: 'passed', ms: performance.now() - startedAt }
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) }
  }
}

async function withTimeout(playing: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`took longer than ${LONGEST_MS} ms`)), LONGEST_MS)
  try {
    await Promise.race([playing, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
