import type { EnvironmentId, ServiceId, Sha, TaskId } from '../domain/ids.ts'
import type {
  BuildStrategy,
  CanaryDecision,
  Commit,
  DeployPhase,
  DeployStrategy,
  Health,
  Release,
} from '../domain/release.ts'
import type { Traffic } from './traffic.ts'
import type { TrafficHistory } from './traffic-history.ts'

/** How much of a file differs. */
export interface FileChange {
  readonly path: string
  /** Lines; zero for a binary file. */
  readonly added: number
  readonly removed: number
}

/** Who changed a file last. */
export interface Authorship {
  readonly path: string
  readonly author: string
  readonly sha: Sha
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** Why a ref leads nowhere, as a sentence for people with what to do. */
export interface SourceProblem {
  readonly problem: 'unknown-ref' | 'repository-missing' | 'repository-unusable'
  readonly sentence: string
}

/** Reads a service's repository. */
export interface Source {
  /** `latest` is the newest commit of the default branch; else a tag, a branch, or a commit of 7 to 40 digits. */
  resolve(service: ServiceId, ref: string): Promise<Release | SourceProblem>
  /** Commits in `to` that are not in `from`, newest first, at most `limit`; all of `to` when `from` is undefined. */
  commitsBetween(service: ServiceId, from: Sha | undefined, to: Sha, limit: number): Promise<readonly Commit[]>
  /** Files that differ between two commits; undefined when they cannot be compared, since one is gone for example. */
  changesBetween(service: ServiceId, from: Sha, to: Sha): Promise<readonly FileChange[] | undefined>
  /** Who last changed these files as of a commit; files it does not hold are left out. Paths may be any text. */
  lastAuthors(service: ServiceId, sha: Sha, paths: readonly string[]): Promise<readonly Authorship[]>
  /** Equal as long as the service is built, started and checked in the same way; another one is another plan. */
  recipe(service: ServiceId): string
  /** Tags, newest first: what a misspelled ref may have meant. */
  versions(service: ServiceId): Promise<readonly string[]>
}

/** Writes the files of a release to where it is built. */
export interface Checkout {
  /**
   * Exactly the files of its commit, into a folder that does not exist yet. The ids of services are those of the orders.
   * @throws with the code `ENOSPC` when the disk is full.
   */
  checkOut(service: ServiceId, release: Release, folder: string, signal: AbortSignal): Promise<WorkOutcome>
}

export interface BuildOrder {
  readonly task: TaskId
  /** Rises with every attempt at a step, over all tasks: who comes with a lower one is out of date. */
  readonly fencingToken: number
  readonly service: ServiceId
  readonly release: Release
  readonly strategy: BuildStrategy
}

export interface DeployOrder {
  readonly task: TaskId
  readonly fencingToken: number
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly release: Release
  readonly strategy: DeployStrategy
}

/** A new release that a share of the requests goes to, beside the one that serves. */
export interface Canary {
  /** Since when it has its share, however often its order has come again: ISO 8601 in UTC. */
  readonly since: string
  /** What its health check says against it at this moment, as a sentence; undefined when it is well. */
  complaint(): Promise<string | undefined>
}

type CanaryEnd = Exclude<CanaryDecision, { kind: 'wait' }>

/** What is to become of a canary now; with `wait` also when to ask again, ISO 8601 in UTC. */
export type TrialWord = CanaryEnd | { readonly kind: 'wait'; readonly until: string }

/** How a canary is tried, and by whom it is judged. */
export interface CanaryTrial {
  /** Its share of the requests. */
  readonly percent: number
  /** The word that an attempt was given which came to no end. */
  readonly given?: CanaryEnd
  word(canary: Canary): Promise<TrialWord>
}

/** The reason of an abort when somebody else goes on with the order: nothing is put back. */
export class HandedOverError extends Error {
  override readonly name = 'HandedOverError'
}

/** How a step of work ended. `logTail` holds its last lines, at most 200, with secrets removed. */
export type WorkOutcome =
  | { readonly kind: 'done'; readonly detail?: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly nextStep: string; readonly logTail?: string }
  | { readonly kind: 'cancelled' }
export type Failed = Extract<WorkOutcome, { kind: 'failed' }>

export function failed(reason: string, nextStep: string, logTail?: string): Failed {
  return { kind: 'failed', reason, nextStep, ...(logTail !== undefined && { logTail }) }
}

/** A canary has its share, and nothing is to be done until then (ISO 8601 in UTC), when its order comes again. */
export type DeployOutcome = WorkOutcome | { readonly kind: 'paused'; readonly until: string }

/**
 * Makes releases. Calling it again for the same release continues or returns what is there (`cache`); it never leaves a
 * half-made release where a whole one is expected, however it was interrupted.
 */
export interface Builder {
  build(order: BuildOrder, signal: AbortSignal): Promise<WorkOutcome>
}

/**
 * Puts releases into service. Calling it again with the same task and a newer token reconciles: it asks what is running
 * and does only what is missing. An order with an older token than one already seen ends as `failed`, changing nothing.
 * After `switched` has been reported the abort signal no longer has an effect.
 *
 * A canary stands between `healthy` and `switched`. Each call asks its trial for one word: with `wait` it ends as `paused`,
 * and the canary keeps its share; an order that comes again finds it with the time it has had. Put back by the trial it ends
 * as `failed`, called off as `cancelled`: either way nothing of it is left. Handed over ({@link HandedOverError}) it is left
 * as it is, and the call rejects.
 */
export interface Deployer {
  /** @param trial Needed for the strategy `canary`. */
  deploy(
    order: DeployOrder,
    report: (phase: DeployPhase) => Promise<void>,
    signal: AbortSignal,
    trial?: CanaryTrial,
  ): Promise<DeployOutcome>
}

/** Knows where the strategy `canary` can be used. */
export interface Canaries {
  /** Why a canary is not possible there now, as beside what is ill itself: a sentence for people; undefined when it is. */
  canaryBlocker(service: ServiceId, environment: EnvironmentId): Promise<string | undefined>
}

/** Says what is really running, asked of the instance itself. */
export interface HealthProbe {
  health(service: ServiceId, environment: EnvironmentId): Promise<Health>
}

/** Reads what running instances write. */
export interface InstanceLogs {
  /** The last lines of the instance that serves, at most 40, with secrets removed; undefined when none does or it is silent. */
  instanceLog(service: ServiceId, environment: EnvironmentId): Promise<string | undefined>
}

export interface Delivery
  extends Source,
    Builder,
    Deployer,
    Canaries,
    HealthProbe,
    InstanceLogs,
    Traffic,
    TrafficHistory {}
