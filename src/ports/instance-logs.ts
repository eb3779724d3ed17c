import type { EnvironmentId, ServiceId } from '../domain/ids.ts'

/** Reads what running instances write. */
export interface InstanceLogs {
  /** The last lines of the instance that serves, at most 40, with secrets removed; undefined when none does or it is silent. */
  instanceLog(service: ServiceId, environment: EnvironmentId): Promise<string | undefined>
}
