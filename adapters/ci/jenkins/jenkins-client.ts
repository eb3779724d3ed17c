import { CiProblemError } from '../../../src/ports/ci-runner.ts'
import { boundedFetch } from '../../code-host/bounded-fetch.ts'

export interface JenkinsAccount {
  /** `https://jenkins.example.com`, without a slash at its end. */
  readonly url: string
  readonly user: string
  readonly token: string
}

const CALL_TIMEOUT_MS = 15_000

/** Says what of an answer its caller needs; redirects are answers, since the account is not taken elsewhere. */
export interface JenkinsAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface JenkinsClient {
  get(path: string): Promise<JenkinsAnswer>
  /** @param form Its fields. A crumb is sent where Jenkins wants one; a refusal for an old one is asked again with a new one. */
  post(path: string, form?: Readonly<Record<string, string>>): Promise<JenkinsAnswer>
  /** The end of a log, at most so many bytes. */
  end(path: string, bytes: number): Promise<string>
}

type Crumb = Readonly<Record<string, string>>

/** Asks a Jenkins with the token of a user. */
export function jenkinsClient({ url, user, token }: JenkinsAccount): JenkinsClient {
  const authorization = `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`
  let crumb: Promise<Crumb> | undefined
  const send = async (path: string, init: RequestInit): Promise<JenkinsAnswer> => {
    const signal = AbortSignal.timeout(CALL_TIMEOUT_MS)
    const headers = { authorization, ...(init.headers as Crumb | undefined) }
    const answer = await boundedFetch(`${url}${path}`, { redirect: 'manual', ...init, headers, signal })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const newCrumb = async (): Promise<Crumb> => {
    const { status, headers, text } = await send('/crumbIssuer/api/json', {})
    if (status !== 200) return {}
    const { crumbRequestField, crumb: value } = JSON.parse(text) as Crumb
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    // A crumb is good for the session that it was given in.
    return {
      ...(crumbRequestField !== undefined && { [crumbRequestField]: value ?? '' }),
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
    }
  }
  return {
    get: (path) => send(path, {}),
    async post(path, form = {}) {
      const posted = async (): Promise<JenkinsAnswer> => {
        crumb ??= newCrumb()
        const own = await crumb.catch((error: unknown) => {
          crumb = undefined
          throw error
        })
        return send(path, { method: 'POST', headers: own, body: new URLSearchParams(form) })
      }
      const first = await posted()
      if (first.status !== 403 || !/crumb/i.test(first.text)) return first
      // It was refused before anything was done.
      crumb = undefined
      return posted()
    },
    async end(path, bytes) {
      const signal = AbortSignal.timeout(CALL_TIMEOUT_MS)
      const ask = (start: number) =>
        fetch(`${url}${path}?start=${start}`, { redirect: 'manual', headers: { authorization }, signal })
      const whole = await ask(0)
      await whole.body?.cancel()
      const size = Number(whole.headers.get('x-text-size'))
      const from = Number.isFinite(size) ? Math.max(0, size - bytes) : 0
      const text = await firstBytes(await ask(from), bytes)
      return from > 0 ? text.slice(text.indexOf('\n') + 1) : text
    },
  }
}

/** However much there comes. */
async function firstBytes(answer: Response, most: number): Promise<string> {
  if (!answer.ok || !answer.body) throw new CiProblemError({ kind: 'away', detail: `answered ${answer.status}` })
  const kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body) {
    kept.push(chunk)
    size += chunk.length
    if (size >= most) break
  }
  return Buffer.concat(kept).subarray(0, most).toString('utf8')
}
