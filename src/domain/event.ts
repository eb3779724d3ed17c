import type { CorrelationId, UserId } from './ids.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }
export type JsonObject = { readonly [key: string]: Json | undefined }

/** What an event says, before it is stored. */
export interface EventBody {
  readonly type: string
}

/** An event as the log holds it. `position` rises over the whole log and may have gaps. */
export interface Stored<Body extends EventBody = EventBody> {
  readonly id: string
  readonly position: number
  readonly stream: string
  /** 1 for the first event of its stream. */
  readonly version: number
  readonly body: Body
  readonly correlationId: CorrelationId
  /** The event, message or press that led directly to this one. */
  readonly causationId?: string
  /** A person's id, or the name of the part of Shipmate that acted. */
  readonly actor: UserId | string
  readonly at: string
  /** The span that appended it, as W3C trace context; left out where nobody traced it. */
  readonly trace?: string
}

/**
 * A document folded from events, kept in the appending transaction. Pure: the same log gives the same documents, so
 * `rebuild` may throw them away and fold again.
 */
export interface Projection<Doc extends object, Body extends EventBody = EventBody> {
  readonly name: string
  /** The documents that this event may change; none for most events. */
  keys(event: Stored<Body>): readonly string[]
  /** The document after the event; undefined removes it. */
  apply(doc: Doc | undefined, event: Stored<Body>, key: string): Doc | undefined
  /** Labels that lists select by, such as `active` or `service:billionmail`. */
  labels(doc: Doc): readonly string[]
}
