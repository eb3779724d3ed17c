import { onTestFinished } from 'vitest'
import { type ManualClock, manualClock } from '../clock.ts'
import type { Answer } from './methods/answer.ts'
import { BOT_TOKEN, type SlackServerOptions, startSlackServer } from './server.ts'

export interface Called {
  readonly status: number
  readonly retryAfter: string | null
  readonly answer: Answer
}

/** A Slack whose clock stands still, and a bot that calls it with plain requests. */
export async function startCalledSlack(options: SlackServerOptions = {}) {
  const clock: ManualClock = manualClock()
  const slack = await startSlackServer({ clock, ...options })
  onTestFinished(() => slack.stop())

  async function request(method: string, args: object, token = BOT_TOKEN): Promise<Called> {
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(args),
    })
    const body = await response.text()
    const answer = (body === '' ? { ok: false } : JSON.parse(body)) as Answer
    return { status: response.status, retryAfter: response.headers.get('retry-after'), answer }
  }

  return {
    slack,
    clock,
    request,
    call: async (method: string, args: object = {}, token?: string): Promise<Answer> =>
      (await request(method, args, token)).answer,
  }
}
