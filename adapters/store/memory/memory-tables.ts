import type { EventBody, Stored } from '../../../src/domain/event.ts'
import type { ShownMessage } from './choose-due.ts'

/** What a database holds: any number of stores may be opened on it, as processes are on one database. */
export interface MemoryTables<Body extends EventBody> {
  /** The position of its first event. */
  readonly first: number
  readonly events: Stored<Body>[]
  readonly streams: Map<string, Stored<Body>[]>
  /** When each delivery name was seen, in milliseconds. */
  readonly inbox: Map<string, number>
  /** By projection, then by key. */
  readonly documents: Map<string, Map<string, DocumentRow>>
  readonly series: Map<string, number>
  readonly checkpoints: Map<string, number>
  readonly outbox: Map<string, ShownMessage>
  readonly waiting: Set<Waiting>
}

/** Somebody to be woken by appends that concern them. */
export interface Waiting {
  readonly wake: () => void
  readonly concerns: (type: string) => boolean
}

export interface DocumentRow {
  readonly doc: object
  /** Position of the event that made it. */
  readonly created: number
  readonly labels: ReadonlySet<string>
}

/** Logs made one after the other start far from each other, since their positions are fencing tokens. */
const BETWEEN_LOGS = 1_000_000
let logs = 0

export function createMemoryTables<Body extends EventBody>(): MemoryTables<Body> {
  return {
    first: ++logs * BETWEEN_LOGS,
    events: [],
    streams: new Map(),
    inbox: new Map(),
    documents: new Map(),
    series: new Map(),
    checkpoints: new Map(),
    outbox: new Map(),
    waiting: new Set(),
  }
}
