import type { AbilityScript } from './rehearsed-abilities.ts'
import type { ForecastScript } from './rehearsed-forecast.ts'
import type { RepositoryScript } from './repository.ts'
import type { CodeScript } from './scripted-code.ts'
import type { TrafficScript } from './scripted-traffic.ts'

/** What a rehearsal's file says of one service. */
export interface ServiceScript extends RepositoryScript, AbilityScript, Partial<ForecastScript> {
  /** Its pull requests and checks; left out where it is on no host. */
  readonly codeHost?: CodeScript | undefined
  /** Versions that never become healthy. */
  readonly unhealthy: readonly string[]
  /** Why versions do not become healthy, and what is seen of it for 10 seconds before they have failed. */
  readonly troubles: Readonly<Record<string, Trouble>>
  /** Versions that are healthy when they go live, and no longer a minute later. */
  readonly fallsIll: readonly string[]
  /** Versions whose build fails. */
  readonly brokenBuilds: readonly string[]
  /** Versions whose tests fail. */
  readonly brokenTests: readonly string[]
  /** What a version writes into its log, by version; a line that says it listens when left out. */
  readonly logs: Readonly<Record<string, readonly string[]>>
  /** What is measured of a version while it serves; of a service without any nothing is measured. */
  readonly traffic: Readonly<Record<string, TrafficScript>>
  /** Why whoever counts its requests cannot be asked, as a sentence. */
  readonly requestsUnknown?: string | undefined
}

interface Trouble {
  readonly reason: string
  readonly nextStep: string
  readonly seen?: string | undefined
}
