import type { HostProblem, ServiceCodeProblem } from '../domain/code-problem.ts'
import type { CommitCheck } from '../domain/commit-checks.ts'
import type { ServiceId, Sha } from '../domain/ids.ts'
import type { PullRequest, PullRequestName } from '../domain/pull-request.ts'

/** One host of repositories, as one account sees it. Each call ends within seconds, whatever the host does. */
export interface CodeHost {
  /** @param repository `acme/payments`; on GitLab also with groups in groups. */
  pullRequest(repository: string, number: number): Promise<PullRequest | HostProblem>
  /** The newest of each name for exactly this commit, in the order of their names. */
  checks(repository: string, sha: Sha): Promise<readonly CommitCheck[] | HostProblem>
}

/** Addresses for people, on the host of a service's repository. */
export interface CodeLinks {
  readonly host: 'github' | 'gitlab'
  readonly repository: string
  commit(sha: Sha): string
  compare(from: Sha, to: Sha): string
  pullRequest(number: number): string
}

/** The same for a service, wherever its repository is. */
export interface ServiceCode {
  pullRequestOf(service: ServiceId, named: PullRequestName): Promise<PullRequest | ServiceCodeProblem>
  checksOf(service: ServiceId, sha: Sha): Promise<readonly CommitCheck[] | ServiceCodeProblem>
  /** Undefined where no host is known. */
  linksOf(service: ServiceId): CodeLinks | undefined
}
