import type { SimulatorClock } from '../../clock.ts'
import type { Refusal } from '../blocks/refusal.ts'
import type { Views } from '../views.ts'
import type { Workspace } from '../workspace.ts'

export type Arguments = Readonly<Record<string, string>>
export type Answer = { readonly ok: boolean; readonly [key: string]: unknown }
export type Method = (args: Arguments) => Answer
export type Methods = Readonly<Record<string, Method>>

/** What the methods of one workspace work on. */
export interface Desk {
  readonly workspace: Workspace
  readonly views: Views
  readonly clock: SimulatorClock
  /** `127.0.0.1:1234` */
  readonly host: () => string
}

/** A fault of Slack: HTTP 200 all the same. */
export function refuse(error: string): Answer {
  return { ok: false, error }
}

/** With what is wrong, as Slack tells it twice. */
export function refuseWith({ error, messages }: Refusal): Answer {
  if (messages.length === 0) return refuse(error)
  return {
    ok: false,
    error,
    errors: messages,
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  }
}

/** An argument in JSON; undefined when there is none. Throws what Slack would answer. */
export function json<T>(text: string | undefined): T | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    throw new RefusedError('invalid_json')
  }
}

/** Ends a method with an error of Slack. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** The direct-message channel of the bot and a person. */
export function directChannel(user: string): string {
  return `D${user.slice(1)}`
}
