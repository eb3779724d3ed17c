/** How much a document may ask for; beyond it, encode and decode refuse rather than exhaust the process. */
export interface Limits {
  /** Objects and arrays inside each other. */
  readonly depth: number
  /** Rows and items of all tables and lists together. */
  readonly rows: number
  /** Size of the text in UTF-8, and of its value as JSON in characters: a few lines can stand for much. */
  readonly bytes: number
}

export const DEFAULT_LIMITS: Limits = { depth: 200, rows: 1_000_000, bytes: 64 * 1024 * 1024 }
