import type { JsonObject } from '../domain/event.ts'
import type { LogRow } from '../domain/log-chain.ts'

/** A row as it is to be; its place, type, moment and hash stay. */
export type RowLeft = Pick<LogRow, 'position' | 'stream' | 'data' | 'correlationId' | 'causationId' | 'actor'>

/** A message that stands, or is to stand, in a chat. */
export interface KeptMessage {
  readonly key: string
  readonly destination: JsonObject
  readonly card: JsonObject
  readonly correlationId: string
}

/** What is kept beside the log, as it is to be. */
export interface Beside {
  message(message: KeptMessage): KeptMessage
  /** A message of a conversation over HTTP. */
  said(says: JsonObject): JsonObject
  /** An event that others are still to be sent, as a CloudEvent whose data is a line of the audit. */
  sent(event: JsonObject): JsonObject
  /** Whether a conversation over HTTP goes as a whole. */
  isGone(owner: string): boolean
}

/** Changes what is stored. Only for erasing: nothing else ever changes the log. */
export interface EraseRows {
  /** Gives hashes to events from before the log was chained, so that each can be erased alone. */
  chainOldRows(): Promise<void>
  replace(rows: readonly RowLeft[]): Promise<void>
  /** Goes through all that is kept beside the log, and returns how much of it was changed. */
  replaceBeside(beside: Beside): Promise<number>
  /** Tables in which somebody's id stands, with in how many rows. */
  tablesWith(person: string): Promise<ReadonlyMap<string, number>>
}
