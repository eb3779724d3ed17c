import type { Octokit } from '@octokit/core'
import { boundedFetch } from '../bounded-fetch.ts'

/** Who the bot is on GitHub: a token, or an App by its key. */
export type GithubAccount =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: string; readonly installationId: string; readonly privateKey: string }

export interface GithubConfig {
  /** `https://api.github.com`, or `https://ghe.example/api/v3` of an Enterprise server. */
  readonly apiUrl: string
  /** Undefined: nobody; enough for what is public, at 60 requests an hour. */
  readonly account: GithubAccount | undefined
}

export type GithubClient = () => Promise<Octokit>

/** The library is loaded with the first question, so that a team without GitHub never loads it. */
export function githubClient({ apiUrl, account }: GithubConfig): GithubClient {
  let client: Promise<Octokit> | undefined
  const open = async (): Promise<Octokit> => {
    const { Octokit } = await import('@octokit/core')
    const usual = {
      baseUrl: apiUrl.replace(/\/+$/, ''),
      userAgent: 'shipmate',
      log: QUIET,
      request: { fetch: boundedFetch },
    }
    if (account === undefined) return new Octokit(usual)
    if (account.kind === 'token') return new Octokit({ ...usual, auth: account.token })
    const { createAppAuth } = await import('@octokit/auth-app')
    const { kind: _, ...auth } = account
    return new Octokit({ ...usual, authStrategy: createAppAuth, auth })
  }
  return () => {
    client ??= open()
    return client
  }
}

/** Its warnings would go to standard error; faults come back as answers. */
const QUIET = { debug() {}, info() {}, warn() {}, error() {} }
