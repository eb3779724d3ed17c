import type { CiAsked } from '../../src/domain/ci-asked.ts'
import type { CiRun } from '../../src/domain/ci-run.ts'
import type { FailedJobs } from '../../src/domain/failed-jobs.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { type CiProblem, CiProblemError } from '../../src/ports/ci-runner.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'
import { endCancelled, endOverdue } from './ci-end-cancelled.ts'
import { ownRun } from './ci-own-run.ts'
import { ended, inDoubt, passed } from './ci-run-end.ts'
import {
  type CiParts,
  leaveIfHandedOver,
  paused,
  pausedWith,
  type Undertaking,
  undertakingOf,
  type WantedRun,
  waitedMs,
} from './ci-undertaking.ts'
import type { Assignment } from './step-worker.ts'

/**
 * Has a CI system run something once, and follows it. Before the system is asked the log says so; whoever finds that said
 * looks for the run and never asks, so that a step which was killed or came twice has one run.
 */
export async function ciRun(parts: CiParts, assignment: Assignment, wanted: WantedRun): Promise<StepOutcome> {
  const at = undertakingOf(parts, assignment, wanted)
  leaveIfHandedOver(at)
  try {
    return at.asked ? await followed(at, at.asked) : await begun(at)
  } catch (error) {
    if (!(error instanceof CiProblemError)) throw error
    return withProblem(at, error.problem)
  }
}

async function begun(at: Undertaking): Promise<StepOutcome> {
  const { assignment, ci, wanted, mark } = at
  const { signal } = assignment
  if (signal.aborted) return { kind: 'cancelled' }
  const made = wanted.sameAs === undefined ? undefined : await ci.find(wanted.job, wanted.sameAs)
  if (made?.state === 'passed') return passed(made)
  if (wanted.again && (await isRunAlready(at, wanted.again))) return refusedAgain(at, wanted.again)
  // In a log that was restored from a backup it may not say that the run was asked for.
  const there = wanted.again ? undefined : await ci.find(wanted.job, mark)
  leaveIfHandedOver(at)
  if (signal.aborted) return { kind: 'cancelled' }
  if (!(await assignment.asksCi(wanted.job.system, mark))) throw new HandedOverError('another attempt asks for the run')
  if (there) return pausedWith(at, there)
  try {
    const run = await asks(at)
    return run ? await pausedWith(at, run) : paused(at)
  } catch (error) {
    if (!(error instanceof CiProblemError)) throw error
    // Without an answer it may have been taken: it is looked for from now on. Anything else is a word on it.
    return error.problem.kind === 'away' ? paused(at) : refused(at, error.problem)
  }
}

/** Now, and never again. */
async function asks({ ci, wanted, mark, assignment }: Undertaking): Promise<CiRun | undefined> {
  const { job, inputs, again } = wanted
  if (again) {
    await ci.rerunFailed(job, String(again.run))
    return undefined
  }
  const label = [assignment.run.task, wanted.label, mark].filter((part) => part !== undefined).join(' ')
  return ci.start({ job, inputs, label })
}

/** Somebody may have run the jobs again there: what is under way is not done twice. */
async function isRunAlready({ ci, wanted, mark }: Undertaking, { run, attempt }: FailedJobs): Promise<boolean> {
  return (await ci.show(wanted.job, String(run), mark))?.attempt !== attempt
}

function refusedAgain({ texts, about }: Undertaking, { url }: FailedJobs): StepOutcome {
  return { kind: 'failed', reason: texts.runAlready({ ...about, url }), nextStep: texts.next.seeThere }
}

/** A system shows a run some seconds after it was asked for. */
const RUN_APPEARS_WITHIN_MS = 3 * 60_000

async function followed(at: Undertaking, asked: CiAsked): Promise<StepOutcome> {
  const { assignment, wanted, texts, about, how } = at
  const { sight, stoppingSince } = asked
  if (assignment.signal.aborted) return endCancelled(at, asked)
  if (stoppingSince !== undefined) return endOverdue(at, asked)
  const run = await ownRun(at, asked)
  leaveIfHandedOver(at)
  if (!run && sight) return inDoubt(texts.deleted({ ...about, url: sight.url }), texts.next.look({ how }))
  if (!run)
    return waitedMs(at) < RUN_APPEARS_WITHIN_MS ? paused(at) : inDoubt(texts.noRun(about), texts.next.noRun({ how }))
  if (run.state !== 'queued' && run.state !== 'running') return ended(at, run)
  if (waitedMs(at) <= wanted.deadlineMs) return pausedWith(at, run)
  const outcome = await endOverdue(at, asked)
  return outcome.kind === 'paused' ? { ...(await pausedWith(at, run)), ...outcome } : outcome
}

/** What may pass is waited for as long as the run may take; where a run was asked for, no other one is started. */
function withProblem(at: Undertaking, problem: CiProblem): StepOutcome {
  const { asked, assignment, wanted, texts, how } = at
  const mayPass = problem.kind === 'away' || problem.kind === 'rate-limited'
  if (assignment.signal.aborted && !asked) return { kind: 'cancelled' }
  if (mayPass && waitedMs(at) < wanted.deadlineMs) return { ...paused(at), seen: reasonOf(at, problem) }
  return asked ? inDoubt(reasonOf(at, problem), texts.next.look({ how })) : refused(at, problem)
}

function refused(at: Undertaking, problem: CiProblem): StepOutcome {
  return { kind: 'failed', reason: reasonOf(at, problem), nextStep: at.texts.next.settled(at) }
}

const reasonOf = ({ texts, about, redact }: Undertaking, { kind, detail }: CiProblem): string =>
  texts.problem[kind]({ ...about, detail: sentence(redact(detail)) })

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
