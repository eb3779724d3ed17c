import { isDeepStrictEqual } from 'node:util'
import type { CiAsked } from '../../src/domain/ci-asked.ts'
import { CI_NAMES, type CiJob, type CiRun, type CiSight, ciMark } from '../../src/domain/ci-run.ts'
import type { FailedJobs } from '../../src/domain/failed-jobs.ts'
import { nextLook } from '../../src/domain/next-look.ts'
import { plainLog } from '../../src/domain/plain-log.ts'
import { plannedRerun } from '../../src/domain/rerun.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { CiRunner } from '../../src/ports/ci-runner.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import type { Assignment } from './step-worker.ts'

export interface CiParts {
  readonly ci: CiRunner
  readonly clock: Pick<Clock, 'now'>
  /** Takes secrets out of what people are going to read. */
  readonly redact: (text: string) => string
}

/** A run that is wanted. */
export interface WantedRun {
  readonly job: CiJob
  readonly inputs: Readonly<Record<string, string>>
  /** How long it may take, the time in the system's queue included. */
  readonly deadlineMs: number
  /** A run that carries this and has passed will do: it has made the same. */
  readonly sameAs?: string
  /** Not a run of its own: the failed jobs of this one are run again, which is another attempt of it. */
  readonly again?: FailedJobs
  /** What the run carries besides its mark. */
  readonly label?: string
}

/** A step that follows a run, and what it is followed with. */
export interface Undertaking extends CiParts {
  readonly assignment: Assignment
  readonly wanted: WantedRun
  readonly mark: string
  /** Left out until the system has been asked. */
  readonly asked?: CiAsked
  readonly texts: Texts['ci']
  /** Names the system and the job, for every sentence. */
  readonly about: { readonly system: string; readonly job: string }
  /** How a person has it tried once more. */
  readonly how: string
}

/** What a task of its own runs again in this step; another try of that has a run of its own. */
export function againOf({ run, step }: Assignment): Pick<WantedRun, 'again'> {
  const again = plannedRerun(run)
  const isFirst = (run.progress?.retries[step.id] ?? 0) === 0
  return again?.step === step.id && isFirst ? { again } : {}
}

export function undertakingOf(parts: CiParts, assignment: Assignment, wanted: WantedRun): Undertaking {
  const { run, step, correlationId } = assignment
  const mark = ciMark(correlationId, run.task, step.id, (run.progress?.retries[step.id] ?? 0) + 1)
  const known = run.ci?.[step.id]
  const texts = textsIn(run.language).ci
  const how = run.plan.kind === 'workflow' ? texts.next.retry({ task: run.task }) : texts.next.askAgain
  const about = { system: CI_NAMES[wanted.job.system], job: nameOf(wanted.job, texts) }
  return { ...parts, assignment, wanted, mark, ...(known?.mark === mark && { asked: known }), texts, about, how }
}

function nameOf({ system, project, workflow }: CiJob, texts: Texts['ci']): string {
  if (system === 'jenkins') return project
  return workflow === undefined ? texts.pipelineOf({ project }) : texts.workflowOf({ workflow, project })
}

/** @throws {HandedOverError} when another worker continues it. */
export function leaveIfHandedOver({ assignment: { signal } }: Undertaking): void {
  if (signal.aborted && signal.reason instanceof HandedOverError) throw signal.reason
}

/** How long the run has been asked for, or wanted where the system could not be asked yet. */
export function waitedMs({ asked, assignment, clock }: Undertaking): number {
  const { run, step } = assignment
  const since = asked?.at ?? run.progress?.started[step.id] ?? run.startedAt
  return since === undefined ? 0 : clock.now().getTime() - Date.parse(since)
}

/** Until the next look, or until the host reports by itself, under the name that the run has or will have. */
export function paused(at: Undertaking, id = at.asked?.sight?.id ?? at.wanted.again?.run.toString()): Paused {
  const { ci, wanted, mark, assignment, clock } = at
  const isHeard = assignment.run.heard?.[assignment.step.id] !== undefined
  const awaits = ci.reportedAs(wanted.job, mark, id)
  const until = nextLook(clock.now(), waitedMs(at), isHeard)
  return { kind: 'paused', until, ...(awaits.length > 0 && { awaits }) }
}

/** The same with what was seen of the run, where that is news. */
export async function pausedWith(at: Undertaking, run: CiRun): Promise<Paused> {
  const sight = await sightOf(at, run)
  // Every look is in the log for good, and most show nothing new.
  return { ...paused(at, run.id), ...(!isDeepStrictEqual(sight, at.asked?.sight) && { ci: sight }) }
}

type Paused = Extract<StepOutcome, { readonly kind: 'paused' }>

const LONGEST_NAME = 80
const MOST_PARTS = 100

async function sightOf({ ci, wanted, redact }: Undertaking, run: CiRun): Promise<CiSight> {
  // Nobody waits for them: where they cannot be had, the run alone is shown.
  const parts = await ci.parts(wanted.job, run).catch(() => [])
  const shown = (text: string): string => redact(plainLog(text)).replace(/\s+/g, ' ').slice(0, LONGEST_NAME)
  return {
    ...run,
    parts: parts.slice(0, MOST_PARTS).map(({ name, step, ...part }) => ({
      ...part,
      name: shown(name),
      ...(step !== undefined && { step: shown(step) }),
    })),
  }
}
