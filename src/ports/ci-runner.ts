import type { CiJob, CiPart, CiRun } from '../domain/ci-run.ts'

/** What a run is asked for with. */
export interface CiOrder {
  readonly job: CiJob
  /** By the names that the job has for them. */
  readonly inputs: Readonly<Record<string, string>>
  /** What the run carries, so that it is found again: its mark, and for people the task. */
  readonly label: string
}

export interface CiProblem {
  /** `away`: no answer, or none that can be used; `refused`: it does not start that, for the reason given. */
  readonly kind: 'away' | 'rate-limited' | 'bad-token' | 'forbidden' | 'not-found' | 'refused'
  /** What the system says, at most 300 characters; another system's text. */
  readonly detail: string
}

/** Thrown when a CI system does not do what it is asked. After `away` it may have been done all the same. */
export class CiProblemError extends Error {
  override readonly name = 'CiProblemError'
  readonly problem: CiProblem
  constructor(problem: CiProblem, options?: ErrorOptions) {
    super(`${problem.kind}: ${problem.detail}`, options)
    this.problem = problem
  }
}

/**
 * Runs of a CI system. It starts what it is told, as often as it is told: who asks looks first whether the run is there.
 * Every call ends within a minute, reads a bounded answer, and throws nothing but a {@link CiProblemError}.
 */
export interface CiRunner {
  /** @returns The run, where the system names it at once. @throws `refused`, `not-found` … when nothing was started. */
  start(order: CiOrder): Promise<CiRun | undefined>
  /**
   * The newest run that carries a text.
   * @param since ISO 8601 in UTC: it was not asked for before. Left out: among the newest hundred or so.
   */
  find(job: CiJob, label: string, since?: string): Promise<CiRun | undefined>
  /** A run that was seen before; undefined when it is there no longer. @param label As for `find`. */
  show(job: CiJob, id: string, label: string): Promise<CiRun | undefined>
  /** Its jobs or stages in their order, at most 100; none where the system knows none. */
  parts(job: CiJob, run: CiRun): Promise<readonly CiPart[]>
  /** Asks that it ends; nothing where it has ended. */
  cancel(job: CiJob, run: CiRun): Promise<void>
  /**
   * Under which names its host reports on a run by webhook, such as `github:acme/payments:run:900`; none where it does not.
   * @param id Of the run, once it was seen.
   */
  reportedAs(job: CiJob, mark: string, id?: string): readonly string[]
  /** The end of the log of what failed in it, as it was written, at most 256 KB; undefined where there is none. */
  log(job: CiJob, run: CiRun): Promise<string | undefined>
}
