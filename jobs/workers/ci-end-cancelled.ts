import type { CiAsked } from '../../src/domain/ci-asked.ts'
import type { CiRun } from '../../src/domain/ci-run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { CiProblemError } from '../../src/ports/ci-runner.ts'
import { ownRun } from './ci-own-run.ts'
import { ended, inDoubt } from './ci-run-end.ts'
import { paused, type Undertaking } from './ci-undertaking.ts'

/** How long a cancelled run may take to end, also while its system does not answer. */
const ENDS_WITHIN_MS = 2 * 60_000

/** Cancels the run of a step that was cancelled, and looks again until it is over: it may have ended well just before. */
export async function endCancelled(at: Undertaking, asked: CiAsked): Promise<StepOutcome> {
  const { texts, about, how, ci, wanted, clock } = at
  const { sight, stoppingSince } = asked
  const url = sight?.url
  const isLate = stoppingSince !== undefined && clock.now().getTime() - Date.parse(stoppingSince) > ENDS_WITHIN_MS
  try {
    const run = await ownRun(at, asked)
    const isGone = sight !== undefined && run === undefined
    if (isGone || run?.state === 'cancelled') return { kind: 'cancelled' }
    if (run && !isOpen(run)) return ended(at, run)
    if (run && !isLate) await ci.cancel(wanted.job, run)
  } catch (error) {
    if (!(error instanceof CiProblemError)) throw error
  }
  if (!isLate) return { ...paused(at), stopping: true }
  if (url === undefined) return inDoubt(texts.noRun(about), texts.next.noRun({ ...about, how }))
  return inDoubt(texts.notEnded({ ...about, url }), texts.next.look({ how }))
}

/** The same for a run that has taken longer than it may: that it was cancelled is said when it has ended so. */
export async function endOverdue(at: Undertaking, asked: CiAsked): Promise<StepOutcome> {
  const { texts, about, how, wanted } = at
  const outcome = await endCancelled(at, asked)
  if (outcome.kind !== 'cancelled') return outcome
  const minutes = Math.max(1, Math.round(wanted.deadlineMs / 60_000))
  const { url } = asked.sight ?? {}
  if (url === undefined) return inDoubt(texts.noRun(about), texts.next.noRun({ ...about, how }))
  return { kind: 'failed', reason: texts.tooLong({ ...about, minutes, url }), nextStep: texts.next.longer({ how }) }
}

const isOpen = ({ state }: CiRun): boolean => state === 'queued' || state === 'running'
