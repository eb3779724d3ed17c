import type { Gitlab } from '@gitbeaker/rest'
import type { FailedAnswer } from '../ask.ts'
import { gitlabRequests } from './gitlab-requests.ts'

export interface GitlabConfig {
  /** `https://gitlab.com`, or the address of one's own. */
  readonly url: string
  /** Undefined: nobody; enough for what is public. */
  readonly token: string | undefined
}

type Client = InstanceType<typeof Gitlab>

/** The client is loaded with the first question, so that a team without GitLab never loads it. */
export function gitlabClient({ url, token }: GitlabConfig, timeoutMs: number): () => Promise<Client> {
  let opened: Promise<Client> | undefined
  const open = async (): Promise<Client> => {
    const { Gitlab } = await import('@gitbeaker/rest')
    const requesterFn = await gitlabRequests()
    return new Gitlab({ host: url, token: token ?? '', queryTimeout: timeoutMs, requesterFn })
  }
  return () => {
    opened ??= open()
    return opened
  }
}

/** What an error of a request says of the answer behind it. */
export function gitlabFailure(error: unknown): FailedAnswer {
  const { cause } = error as { readonly cause?: { readonly response?: { readonly status?: number } } }
  const status = cause?.response?.status
  return { status, isRateLimit: status === 429 }
}
