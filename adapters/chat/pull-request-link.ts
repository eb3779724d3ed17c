/** A pull request of GitHub, or a merge request of GitLab. Nothing longer than an address is looked through. */
const LINK =
  /https:\/\/[\w.-]{1,200}(?::\d{1,5})?(?:\/[\w.-]{1,100}){2,10}\/(?:pull|pulls|merge_requests)\/\d{1,9}(?!\d)/
const OF_REPOSITORY = /\/([\w.-]{1,100})(?:\/-)?\/(?:pull|pulls|merge_requests)\/\d+$/

export interface PullRequestLink {
  readonly url: string
  /** What the repository is called, without its owner. */
  readonly repository: string
}

/** The first link to a pull request in the parts of a message: its text, or what apps have attached to it. */
export function pullRequestIn(parts: readonly unknown[]): PullRequestLink | undefined {
  for (const part of parts) {
    const [url] = LINK.exec(typeof part === 'string' ? part : JSON.stringify(part ?? '')) ?? []
    const repository = url && OF_REPOSITORY.exec(url)?.[1]
    if (url && repository) return { url, repository }
  }
  return undefined
}
