import { randomBytes } from 'node:crypto'

/** A repository of its own on a GitHub that is not ours, and what people and tools do there. */
export interface GithubHand {
  /** `admin/shipmate-1f2e` */
  readonly repository: string
  /** The newest commit of the default branch. */
  readonly head: string
  /** Opens a pull request of a branch with a commit of its own. */
  opened(title: string, draft?: boolean): Promise<{ readonly number: number; readonly head: string }>
  closed(number: number): Promise<void>
  /** @returns The commit that it was merged as. */
  merged(number: number): Promise<string>
  checked(name: string, conclusion: 'success' | 'failure' | 'skipped' | undefined, sha: string): Promise<void>
  /** The status of an answer, for finding out what there is. */
  answers(path: string): Promise<number>
}

/** @param url Of the API. */
export async function githubHand(url: string, token: string): Promise<GithubHand> {
  const ask = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  const done = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await ask(method, path, body)
    if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
  const name = `shipmate-${randomBytes(4).toString('hex')}`
  const made = await done('POST', '/user/repos', { name, auto_init: true })
  const repository = String(made.full_name)
  const at = (rest: string): string => `/repos/${repository}${rest}`
  const shaOf = async (branch: string): Promise<string> => {
    const { object } = await done('GET', at(`/git/ref/heads/${branch}`))
    return String((object as { readonly sha?: unknown }).sha)
  }
  const base = String(made.default_branch)
  const head = await shaOf(base)
  let branches = 0
  return {
    repository,
    head,
    async opened(title, draft = false) {
      const branch = `topic-${++branches}`
      await done('POST', at('/git/refs'), { ref: `refs/heads/${branch}`, sha: head })
      const content = Buffer.from(title).toString('base64')
      await done('PUT', at(`/contents/${branch}.txt`), { message: title, content, branch })
      const { number } = await done('POST', at('/pulls'), { title, head: branch, base, draft })
      return { number: Number(number), head: await shaOf(branch) }
    },
    async closed(number) {
      await done('PATCH', at(`/pulls/${number}`), { state: 'closed' })
    },
    async merged(number) {
      return String((await done('PUT', at(`/pulls/${number}/merge`), {})).sha)
    },
    async checked(check, conclusion, sha) {
      const state = conclusion === undefined ? { status: 'in_progress' } : { status: 'completed', conclusion }
      await done('POST', at('/check-runs'), { name: check, head_sha: sha, ...state })
    },
    answers: async (path) => (await ask('GET', at(path))).status,
  }
}
