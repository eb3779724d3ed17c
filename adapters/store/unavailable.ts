import { StoreUnavailableError } from '../../src/ports/event-store.ts'

/** Node's names for a network that does not carry, as they stand in `code`. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])

/**
 * PostgreSQL's classes of errors that no change to our code would fix: connection (08), credentials (28), database
 * missing (3D), no resources left (53), operator intervention (57), system error (58).
 * https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const REFUSING_CLASSES = new Set(['08', '28', '3D', '53', '57', '58'])
/** Read-only after a failover; could not have a lock, or lost it, within the time that sessions are given. */
const REFUSING_CODES = new Set(['25006', '25P03', '55P03', '40P01'])

/** What node-postgres says without a code. */
const DRIVER_SENTENCES =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|client was closed|after calling end on the pool|pglite is clos/i

/** The fault as the core knows it: {@link StoreUnavailableError} when the database is at fault, else as it was. */
export function asStoreFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof StoreUnavailableError || !isUnavailability(fault)) return fault
  return new StoreUnavailableError(`the database does not answer: ${fault.message || codeOf(fault)}`, { cause: fault })
}

function isUnavailability(fault: Error): boolean {
  const code = codeOf(fault)
  if (code === '') return DRIVER_SENTENCES.test(fault.message)
  return NETWORK_CODES.has(code) || REFUSING_CODES.has(code) || isRefusingClass(code)
}

function isRefusingClass(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && REFUSING_CLASSES.has(code.slice(0, 2))
}

function codeOf(fault: Error): string {
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : ''
}
