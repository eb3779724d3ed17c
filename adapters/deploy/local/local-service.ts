import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'

/** Where a service runs on this host. */
export interface LocalPlace {
  /** Where users reach it. */
  readonly port: number
  /** What it sees in its environment there; secrets are among it. Left out: nothing of its own. */
  readonly env?: Readonly<Record<string, string>>
}

/** Whether a place gives the service variables of its own, which an earlier local host would leave out. */
export function hasVariables({ environments }: LocalService, environment: EnvironmentId): boolean {
  return Object.keys(environments[environment]?.env ?? {}).length > 0
}

/** A service that runs on this host. */
export interface LocalService {
  readonly id: ServiceId
  /**
   * A list of arguments, never a shell string. Receives PORT and HOST, which it must listen on, and SHIPMATE_VERSION,
   * _COMMIT, _SERVICE and _ENVIRONMENT.
   */
  readonly start: readonly string[]
  /** Answers with a 2xx status when the service is ready for its users. Begins with `/`. */
  readonly healthPath: string
  readonly environments: Readonly<Record<EnvironmentId, LocalPlace>>
  /** How long a new instance may take until it is healthy. */
  readonly healthTimeoutSeconds: number
  readonly healthIntervalSeconds: number
  /** How long requests already running may take to end before an old instance is stopped. */
  readonly drainSeconds: number
}
