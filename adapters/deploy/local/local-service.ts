import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'

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
  /** Where users reach the service on this host. */
  readonly environments: Readonly<Record<EnvironmentId, { readonly port: number }>>
  /** How long a new instance may take until it is healthy. */
  readonly healthTimeoutSeconds: number
  readonly healthIntervalSeconds: number
  /** How long requests already running may take to end before an old instance is stopped. */
  readonly drainSeconds: number
}
