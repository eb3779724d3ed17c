import type { MonitorEvidence } from './evidence.ts'

/** What the baseline is of, as words that end a comparison. */
export function comparedWith({ sameTime = false }: Pick<MonitorEvidence, 'sameTime'>): string {
  return sameTime ? 'on the live release' : 'before'
}
