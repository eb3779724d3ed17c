import type { CommitCheck } from '../domain/commit-checks.ts'
import type { ServiceId, Sha } from '../domain/ids.ts'
import type { PullRequest, PullRequestName } from '../domain/pull-request.ts'

/** Why a host gives no answer. */
export const HOST_PROBLEMS = [
  /** There is no such thing, or the token may not see it: hosts answer both alike. */
  'not-found',
  /** There is no token, or it has expired or was revoked. */
  'bad-token',
  /** The token lacks a right. */
  'forbidden',
  /** Too many requests in a while. */
  'rate-limited',
  /** It does not answer in time, cannot be reached, or has a fault of its own. */
  'away',
] as const

export interface HostProblem {
  readonly problem: (typeof HOST_PROBLEMS)[number]
  /** For the log; it may quote the host. */
  readonly detail: string
}

/** One host of repositories, as one account sees it. Each call ends within seconds, whatever the host does. */
export interface CodeHost {
  /** @param repository `acme/payments`; on GitLab also with groups in groups. */
  pullRequest(repository: string, number: number): Promise<PullRequest | HostProblem>
  /** The newest of each name for exactly this commit, in the order of their names. */
  checks(repository: string, sha: Sha): Promise<readonly CommitCheck[] | HostProblem>
}

/** Addresses for people, on the host of a service's repository. */
export interface CodeLinks {
  readonly repository: string
  commit(sha: Sha): string
  compare(from: Sha, to: Sha): string
  pullRequest(number: number): string
}

/** Why there is no answer about a service's pull requests or checks. */
export type ServiceCodeProblem =
  | (HostProblem & { readonly host: string; readonly repository: string })
  /** No host is configured for the service, nor known by its repository. */
  | { readonly problem: 'no-host' }
  /** The address that was given is one of another repository. */
  | { readonly problem: 'other-repository'; readonly own: string; readonly named: string }

/** The same for a service, wherever its repository is. */
export interface ServiceCode {
  pullRequestOf(service: ServiceId, named: PullRequestName): Promise<PullRequest | ServiceCodeProblem>
  checksOf(service: ServiceId, sha: Sha): Promise<readonly CommitCheck[] | ServiceCodeProblem>
  /** Undefined where no host is known. */
  linksOf(service: ServiceId): CodeLinks | undefined
}
