import type { Logger } from 'pino'

/** Logs the faults of a part that keeps running in spite of them. */
export type FaultIn = (part: string) => (error: unknown) => void

export function faultsTo(log: Logger): FaultIn {
  return (part) => (error) => log.error({ err: error, part }, `${part} failed`)
}
