import type { Sha } from './ids.ts'

/** A pull request (GitHub) or merge request (GitLab) as a host tells of it. */
export interface PullRequest {
  readonly number: number
  readonly title: string
  readonly author: string
  readonly state: 'open' | 'draft' | 'merged' | 'closed'
  /** The newest commit of its branch. */
  readonly head: Sha
  /** What it became on the branch that it was merged into; only where it was merged. */
  readonly merged?: Sha
}

/** A pull request as a plan and its card show it. */
export interface PlannedPullRequest extends Pick<PullRequest, 'number' | 'title' | 'author' | 'state'> {
  /** Made of the configured address of the host, never of what the host answered. */
  readonly url: string
}

/** A pull request as a person names it: by number, or by its address. */
export interface PullRequestName {
  readonly number: number
  /** Where its address says it is; absent where only the number was said. */
  readonly at?: { readonly host: string; readonly repository: string }
}

const NUMBER = /^(?:(?:the )?(?:pr|mr|pull[ -]?request|merge[ -]?request)(?: number)?[ #!-]{0,3}|[#!])(\d{1,9})$/i
const ADDRESS =
  /^(?:https?:\/\/)?([\w.-]+(?::\d{1,5})?)\/([\w.-]+(?:\/[\w.-]+){1,9}?)(?:\/-)?\/(?:pull|merge_requests)\/(\d{1,9})(?:[/?#]\S{0,500})?$/i

/** The pull request that a ref names; undefined for every other ref. */
export function pullRequestNamed(ref: string): PullRequestName | undefined {
  const number = NUMBER.exec(ref)?.[1]
  if (number !== undefined) return { number: Number(number) }
  const [, host, repository, digits] = ADDRESS.exec(ref) ?? []
  if (host === undefined || repository === undefined) return undefined
  return { number: Number(digits), at: { host: host.toLowerCase(), repository } }
}

/** The commit that it stands for: what it was merged as, else the newest of its branch. */
export const commitOf = ({ head, merged }: Pick<PullRequest, 'head' | 'merged'>): Sha => merged ?? head
