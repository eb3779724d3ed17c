import type { Diagnosis } from '../build/evidence.ts'
import { diagnose } from '../build/rules.ts'
import type { EarlierRun, FailedRun, TriageEvidence, TriageReport } from './evidence.ts'
import { failingPaths } from './failing-paths.ts'
import { isOfSurroundings, likelyOwner } from './likely-owner.ts'

/** Says of a failed run what caused it, who is likely to know about it, and what to do next. */
export function triageRun({ run, blame = [], blameUnknown, recent }: TriageEvidence): TriageReport {
  const { service, release, logTail = '' } = run
  const diagnosis = diagnose({ service, release, log: `${run.reason}\n${logTail}` })
  const history = historyOf(run, recent)
  const owner = likelyOwner(diagnosis.kind, failingPaths(logTail), blame)
  const regression = isRegression(run, diagnosis, history)
  return {
    cause: causeOf(run, diagnosis),
    ...(owner && { likelyOwner: owner }),
    next: [...nextSteps(run, diagnosis, history, owner?.name), ...(blameUnknown ? [NOBODY_KNOWN] : [])],
    ...(regression !== undefined && { isRegression: regression }),
  }
}

const NOBODY_KNOWN = 'I could not look up in time who changed it last; the history of the repository shows it.'

/** A build's own sentence only says that it failed; that of a deployment may say it all. */
function causeOf({ kind, service, release, reason }: FailedRun, { kind: known, cause }: Diagnosis): string {
  const saysItAll = known === 'unknown' || diagnose({ service, release, log: reason }).kind === known
  if (saysItAll) return reason.trim() || cause
  return kind === 'build' ? cause : `${reason.trim()} ${cause}`.trim()
}

function isRegression(run: FailedRun, { kind }: Diagnosis, history: History): boolean | undefined {
  if (run.kind === 'rollback') return undefined
  if (isOfSurroundings(kind)) return false
  switch (history.kind) {
    case 'worked-before':
      return true
    case 'failed-before':
    case 'same-release-worked':
      return false
    case 'not-known':
      return undefined
  }
}

function nextSteps(
  run: FailedRun,
  diagnosis: Diagnosis,
  history: History,
  owner: string | undefined,
): readonly string[] {
  const past = isOfSurroundings(diagnosis.kind) ? undefined : fromHistory(run, history)
  return [
    diagnosis.nextStep,
    ...(owner === undefined ? [] : [`Ask ${owner} to look at it.`]),
    ...(past === undefined ? [] : [past]),
  ]
}

function fromHistory({ kind, release }: FailedRun, history: History): string | undefined {
  switch (history.kind) {
    case 'same-release-worked':
      return `${release} succeeded before (${history.task}), so try it once more; if it passes, it is flaky.`
    case 'worked-before':
      // What failed has never come to serve, so there is nothing to go back from.
      return kind === 'build'
        ? `${history.release} built without errors; look at what changed since.`
        : `${history.release} worked before; look at what changed since.`
    case 'failed-before':
      return history.lastGood === undefined
        ? `${history.release} failed too, so look further back than this release.`
        : `${history.release} failed too; look at what changed after ${history.lastGood}, the last one that succeeded.`
    case 'not-known':
      return undefined
  }
}

/** What earlier runs say about a failure. */
type History =
  /** The very same release went well before: chance, or something outside it. */
  | { readonly kind: 'same-release-worked'; readonly task: string }
  /** The release before went well. */
  | { readonly kind: 'worked-before'; readonly release: string }
  /** An earlier release failed too; `lastGood` is the newest that did not. */
  | { readonly kind: 'failed-before'; readonly release: string; readonly lastGood?: string }
  | { readonly kind: 'not-known' }

/** @param recent Earlier runs, the newest first. */
function historyOf(run: FailedRun, recent: readonly EarlierRun[]): History {
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
