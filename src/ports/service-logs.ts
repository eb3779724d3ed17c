import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { LogLines, LogQuery } from '../domain/log-lines.ts'

/**
 * Reads what running instances write. Lines come as they were written: whoever asks takes secrets and escapes out, in
 * src/queries/service-log.ts. What is read is bounded by the target, in size and in time.
 */
export interface ServiceLogs {
  /** No lines where nothing runs or what runs is silent. `linesWanted` does the filtering of what was read. */
  lines(service: ServiceId, environment: EnvironmentId, query: LogQuery, signal: AbortSignal): Promise<LogLines>
}
