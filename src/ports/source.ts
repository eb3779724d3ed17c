import type { ServiceId, Sha } from '../domain/ids.ts'
import type { Commit, Release } from '../domain/release.ts'
import type { WorkOutcome } from './work-outcome.ts'

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
