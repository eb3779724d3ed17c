import type { World } from './stage/open-bot.ts'
import type { Platform, PlatformName } from './stage/platform.ts'
import type { Stage } from './stage/stage.ts'

export type Demand = number | 'locks' | 'secrets' | 'silent socket' | 'replicas' | 'injection' | 'classifier' | 'grid'

export interface ScenarioOptions extends Omit<World, 'config'> {
  /** Which complaint of the users of other bots it answers: a line of that list, or what an unnumbered one is about. */
  readonly demand?: Demand | readonly Demand[]
  /** Sections of shipmate.yaml beside the team; a function where they name channels, which it makes. */
  readonly config?:
    | Readonly<Record<string, unknown>>
    | ((channel: (name: string) => string, group: Platform['group']) => object)
  /** One bot on Slack and Discord at once; the platform of the table is where it starts. */
  readonly isOnBoth?: true
  /** Platforms that cannot have it, and why. */
  readonly without?: Partial<Readonly<Record<PlatformName, string>>>
}

export interface Scenario extends ScenarioOptions {
  readonly name: string
  readonly play: (stage: Stage) => Promise<void>
}

/** One conversation that is to go the same way on every platform. */
export function scenario(name: string, play: Scenario['play']): Scenario
export function scenario(name: string, options: ScenarioOptions, play: Scenario['play']): Scenario
export function scenario(
  name: string,
  ...rest: readonly [Scenario['play']] | readonly [ScenarioOptions, Scenario['play']]
): Scenario {
  const [options, play] = rest.length === 1 ? [{}, rest[0]] : rest
  return { ...options, name, play }
}
