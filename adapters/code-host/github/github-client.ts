import type { Octokit } from '@octokit/core'

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

/** Loaded with the first question: whoever has no repository on GitHub never loads it. */
export function githubClient({ apiUrl, account }: GithubConfig): GithubClient {
  let client: Promise<Octokit> | undefined
  const open = async (): Promise<Octokit> => {
    const { Octokit } = await import('@octokit/core')
    const usual = {
      baseUrl: apiUrl.replace(/\/+$/, ''),
      userAgent: 'shipmate',
      log: QUIET,
      request: { fetch: bounded },
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

const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024

/** `fetch` that reads no more than an answer can have. */
async function bounded(input: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (!response.body) return response
  let size = 0
  const limit = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.length
      if (size > LARGEST_ANSWER_BYTES)
        controller.error(new Error(`an answer of more than ${LARGEST_ANSWER_BYTES} bytes`))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers, url } = response
  const read = new Response(response.body.pipeThrough(limit), { status, statusText, headers })
  Object.defineProperty(read, 'url', { value: url })
  return read
}
