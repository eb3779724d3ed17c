import { onTestFinished } from 'vitest'
import { type ManualClock, manualClock } from '../clock.ts'
import { type DiscordServer, type DiscordServerOptions, startDiscordServer } from './server.ts'

/** A Discord whose time the test moves, and bare calls to it as a bot makes them. */
export interface BareDiscord {
  readonly discord: DiscordServer
  readonly clock: ManualClock
  /** Calls `/api/v10` with the bot's token, or another. */
  call(method: string, path: string, body?: object, token?: string): Promise<Answered>
  /** A message in the general channel. */
  post(body: object): Promise<Answered>
  /** The first answer to an interaction. */
  callback(of: { readonly id: string; readonly token: string }, body: object): Promise<Answered>
  /** What the token of an interaction opens. */
  webhook(method: string, token: string, rest?: string, body?: object): Promise<Answered>
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the answer of any route.
  readonly body: any
}

export async function bareDiscord(options: DiscordServerOptions = {}): Promise<BareDiscord> {
  const clock = manualClock()
  const discord = await startDiscordServer({ clock, ...options })
  onTestFinished(() => discord.stop())
  const call: BareDiscord['call'] = async (method, path, body, token = discord.token) => {
    const isForm = body instanceof FormData
    const response = await fetch(`${discord.apiUrl}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${token}`, ...(isForm ? {} : { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    discord,
    clock,
    call,
    post: (body) => call('POST', `/channels/${discord.general}/messages`, body),
    callback: ({ id, token }, body) => call('POST', `/interactions/${id}/${token}/callback?with_response=true`, body),
    webhook: (method, token, rest = '', body) => call(method, `/webhooks/${discord.botId}/${token}${rest}`, body),
  }
}

/** A multipart body with one file. */
export function withFile(payload: object, name: string, content: string): FormData {
  const form = new FormData()
  form.set('payload_json', JSON.stringify(payload))
  form.set('files[0]', new Blob([content], { type: 'image/png' }), name)
  return form
}
