import type { JsonObject } from '../domain/event.ts'

/** A tool of another program that only reads, and that the configuration allows. What it says is a stranger's word. */
export interface OutsideTool {
  /** `mcp__<server>__<tool>`. */
  readonly name: string
  /** Where it is from, for people: `grafana/query_logs`. */
  readonly from: string
  readonly description: string
  /** JSON Schema of an object. */
  readonly parameters: JsonObject
  /** Ends in time, whatever the server does. Never throws. */
  call(input: JsonObject): Promise<OutsideAnswer>
}

export type OutsideAnswer =
  /** Of a bounded length. */
  | { readonly kind: 'told'; readonly text: string }
  /** The sentence is ours: what the server says of its fault stays in the log. */
  | { readonly kind: 'failed'; readonly sentence: string }

export interface OutsideTools {
  /** Those that are there at this moment. */
  list(): readonly OutsideTool[]
}
