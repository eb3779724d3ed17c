import type { FailedAnswer } from '../ask.ts'

/** What an error of Octokit says of the answer behind it; its class is not asked for, so that it is loaded late. */
export function githubFailure(error: unknown): FailedAnswer {
  const { status, response } = error as {
    readonly status?: number
    readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> }
  }
  const { headers = {} } = response ?? {}
  const isRefused = status === 403 || status === 429
  const isUsedUp = headers['x-ratelimit-remaining'] === '0' || headers['retry-after'] !== undefined
  return {
    status: typeof status === 'number' ? status : undefined,
    isRateLimit: isRefused && (isUsedUp || status === 429),
  }
}
