import type { JsonObject } from '../domain/event.ts'
import type { UserId } from '../domain/ids.ts'
import type { Page } from './web-reads.ts'

/** Which events: all when nothing is named. */
export interface EventsAsked {
  readonly correlation?: string | undefined
  /** As `cicd.deploy.completed`; `cicd.deploy.*` for all that start so. */
  readonly type?: string | undefined
  readonly service?: string | undefined
  readonly environment?: string | undefined
}

/** An event as the log has it, by the names of today. */
export interface SeenEvent {
  readonly position: number
  readonly at: string
  readonly type: string
  readonly stream: string
  readonly version: number
  readonly actor: string
  readonly correlation: string
  readonly causation?: string
  readonly service?: string
  readonly environment?: string
  readonly data: JsonObject
}

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportAsked {
  readonly format: ExportFormat
  /** Left out: from the first event on. */
  readonly since?: Date | undefined
}

export interface LaterEvents {
  readonly items: readonly SeenEvent[]
  /** How far was read: there may be more after it where `isMore`. */
  readonly read: number
  readonly isMore: boolean
}

/**
 * The whole log, for those who may see everything everywhere.
 * The reads throw {@link NotAllowedError} for everybody else, also when a right was lost since the last one.
 */
export interface LogReads {
  /** Newest first. @param before A position: only what is before it. */
  events(by: UserId, asked: EventsAsked, before: number | undefined, limit: number): Promise<Page<SeenEvent>>
  /** In the order of the log. @param after A position; left out: nothing is read, and `read` says where the log ends. */
  eventsAfter(by: UserId, asked: EventsAsked, after: number | undefined): Promise<LaterEvents>
  /**
   * Every request, decision, refusal and effect, as the lines of a file. Refused before the first line.
   * @param redact Takes secrets out.
   */
  exportedAudit(by: UserId, asked: ExportAsked, redact: (text: string) => string): Promise<AsyncIterable<string>>
  /** Calls `wake` when something may have been appended. Returns how to stop. */
  onAppended(wake: () => void): () => void
}
