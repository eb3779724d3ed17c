import { BotError } from '../../src/domain/errors.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { runFrom } from '../../src/domain/histories.ts'
import { type Run, runStream } from '../../src/domain/run.ts'
import { deferStep } from '../../src/domain/run-decisions.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { type EventLog, StoreUnavailableError } from '../../src/ports/event-store.ts'
import type { Job } from '../../src/ports/job-queue.ts'
import { type Cause, transact } from '../../src/runtime/transact.ts'
import { GroupsUnknownError } from './check-still-valid.ts'

/** Looked at right before each piece of work: why it must not be done after all. */
export type CheckStillValid = (run: Run, job: Job) => Promise<Failure | undefined>

export interface PrecheckParts {
  readonly log: EventLog<ShipmateEvent>
  readonly clock: Clock
  readonly checkStillValid: CheckStillValid
  readonly onFault: (error: unknown, run: Run) => void
}

/** After so many faults the person is told: the environment is held for the task, and others wait for it. */
const MOST_FAULTS = 8

/**
 * What speaks against a step. When the check itself fails the step is deferred: the queue gives the job back after a
 * pause, nothing counts as started, and the check runs again. After {@link MOST_FAULTS} faults the fault itself speaks
 * against it. What only has to be waited for, such as the database, may take any time.
 */
export async function runPrechecks(
  parts: PrecheckParts,
  cause: Cause,
  run: Run,
  job: Job,
): Promise<Failure | undefined> {
  try {
    return await parts.checkStillValid(run, job)
  } catch (error) {
    if (error instanceof StoreUnavailableError || error instanceof GroupsUnknownError) throw error
    if ((await timesDeferred(parts, cause, run, job.step)) < MOST_FAULTS) throw error
    parts.onFault(error, run)
    return {
      reason: `${sentenceFor(error)} I checked ${MOST_FAULTS} times whether it may continue.`,
      nextStep: `Look for ${cause.correlationId} in the log, then ask again.`,
    }
  }
}

function sentenceFor(error: unknown): string {
  return error instanceof BotError ? error.userMessage : 'I could not check whether it may still run.'
}

/** How often the step has been deferred, this time included. */
async function timesDeferred(
  { log, clock }: PrecheckParts,
  cause: Cause,
  { task }: Run,
  step: string,
): Promise<number> {
  const noted = await transact(log, cause, clock.now(), async (transaction) => {
    const run = runFrom(await transaction.read(runStream(task)))
    const event = run && deferStep(run, step)
    if (event) transaction.append(runStream(task), event)
    return (run?.deferred?.[step] ?? 0) + 1
  })
  return noted.kind === 'done' ? noted.result : 0
}
