import type { ThreadId, UserId } from './ids.ts'

/**
 * Why somebody does not get what they asked for or pressed. `not-permitted`: no role of theirs allows it; `not-theirs`: only whoever
 * asked may answer; `settled`: it was answered before; `outdated`: what it was about is over, or nobody knows it any more;
 * `stopped`: a freeze, somebody's lock or the order of environments is in the way.
 */
export const REFUSAL_WHYS = ['not-permitted', 'not-theirs', 'settled', 'outdated', 'stopped'] as const
export type RefusalWhy = (typeof REFUSAL_WHYS)[number]

export interface Refusal {
  readonly why: RefusalWhy
  /** As they were told it. */
  readonly reason: string
}

/** Somebody was refused. In the stream of their message, or `refusal-<id>` for a press. */
export interface RequestRefused extends Refusal {
  readonly type: 'request.refused'
  readonly thread: ThreadId
  readonly by: UserId
  /** What they asked for, as far as it was understood. */
  readonly intent?: string
  readonly service?: string
  readonly environment?: string
  readonly task?: string
  /** What they pressed, and the stream of what that button belongs to. */
  readonly button?: string
  readonly about?: string
}

export function refusalStream(id: string): string {
  return `refusal-${id}`
}
