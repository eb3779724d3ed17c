import type { FailedJobs } from '../domain/failed-jobs.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import type { CanaryDecision, DeployPhase, DeployStrategy, Release } from '../domain/release.ts'
import type { WorkOutcome } from './work-outcome.ts'

export interface DeployOrder {
  readonly task: TaskId
  /** With the task it names the run among all that there ever were: numbers of tasks may repeat in another log. */
  readonly run?: string
  readonly fencingToken: number
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly release: Release
  readonly strategy: DeployStrategy
  /** Of its image, as it was confirmed: no other contents are deployed. */
  readonly digest?: string
  /** What served there when it was asked for. */
  readonly from?: Release
  /** It restores a release that was there before. */
  readonly isRollback?: true
  /** It is carried out by running failed jobs again, where its target knows such. */
  readonly rerun?: FailedJobs
  /** Since when it is in the phase that it has reported last, ISO 8601 in UTC; left out before the first. */
  readonly since?: string
  /** When somebody outside last reported on it by itself, ISO 8601 in UTC; left out while nobody has. */
  readonly heard?: string
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

/** The reason of an abort when another worker continues the order: nothing is rolled back. */
export class HandedOverError extends Error {
  override readonly name = 'HandedOverError'
}

/** A canary has its share, or devices take the release: nothing is to be done until then (ISO 8601 in UTC), when its order comes again. */
export type DeployOutcome = WorkOutcome | Paused

interface Paused {
  readonly kind: 'paused'
  readonly until: string
  /** How far it is, as a sentence for people, such as "Ready 2 of 5." */
  readonly seen?: string
  /** Which share of the requests a canary really has, in percent, where that is not exactly what was asked for. */
  readonly share?: number
  /** Under which names somebody outside reports on it, such as `github:acme/payments:run:900`: it comes again at once then. */
  readonly awaits?: readonly string[]
  /** It takes back what it did, as it does for a cancelled order: it comes again no earlier than `until`. */
  readonly stopping?: true
  /** The last log lines of what is taken back, where they cannot be read again later. */
  readonly logTail?: string
}

/**
 * Puts releases into service. Calling it again with the same task and a newer token reconciles: it asks what is running
 * and does only what is missing. An order with an older token than one already seen ends as `failed`, changing nothing.
 * After `switched` has been reported the abort signal no longer has an effect.
 *
 * A canary comes between `healthy` and `switched`. Each call asks its trial for one word: on `wait` the call ends as
 * `paused`, and the canary keeps its share; an order that comes again finds it with the time it has had. A canary
 * stopped by the trial ends as `failed`, a cancelled one as `cancelled`: either way nothing of it is left. When the
 * order is handed over ({@link HandedOverError}), the canary is left as it is, and the call rejects.
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
  /** Why no canary is possible there now, such as an unhealthy live release: a sentence for people; else undefined. */
  canaryBlocker(service: ServiceId, environment: EnvironmentId): Promise<string | undefined>
}
