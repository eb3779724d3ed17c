import type { EarlierRun, FailedRun } from './evidence.ts'

/** What earlier runs say about a failure. */
export type History =
  /** The very same release went well before: chance, or something outside it. */
  | { readonly kind: 'same-release-worked'; readonly task: string }
  /** The release before went well. */
  | { readonly kind: 'worked-before'; readonly release: string }
  /** An earlier release failed too; `lastGood` is the newest that did not. */
  | { readonly kind: 'failed-before'; readonly release: string; readonly lastGood?: string }
  | { readonly kind: 'not-known' }

/** @param recent Earlier runs, the newest first. */
export function historyOf(run: FailedRun, recent: readonly EarlierRun[]): History {
  const alike = recent.filter((one) => isAlike(run, one) && one.outcome !== 'cancelled')
  const same = alike.find(({ release, outcome }) => release === run.release && outcome === 'succeeded')
  if (same) return { kind: 'same-release-worked', task: same.task }
  const others = alike.filter(({ release }) => release !== run.release)
  const [before] = others
  if (before === undefined) return { kind: 'not-known' }
  if (before.outcome === 'succeeded') return { kind: 'worked-before', release: before.release }
  const lastGood = others.find(({ outcome }) => outcome === 'succeeded')?.release
  return { kind: 'failed-before', release: before.release, ...(lastGood !== undefined && { lastGood }) }
}

function isAlike(run: FailedRun, earlier: EarlierRun): boolean {
  return earlier.task !== run.task && earlier.kind === run.kind && earlier.environment === run.environment
}
