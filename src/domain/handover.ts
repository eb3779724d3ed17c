import type { ChangeId } from './change-request.ts'
import type { TaskId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'

/** What can be handed over: a task that runs, or a change request that waits for approval. */
export interface Handed {
  readonly tasks: readonly TaskId[]
  readonly changes: readonly ChangeId[]
}

/** Why one thing stays with whoever has it. */
export interface Staying {
  readonly what: TaskId | ChangeId
  /** `approved`: who was to take it over has approved it, and would then be one who asked for it. */
  readonly because: 'no-right' | 'approved' | 'over'
}

export interface HandoverOffered extends Handed {
  readonly handover: string
  readonly thread: ThreadId
  readonly by: UserId
  /** Only this account may take it over. */
  readonly to: UserId
  /** What whoever offers it speaks; absent: English. */
  readonly language?: Language
  /** What else is open and stays with whoever has it, as sentences. */
  readonly besides?: readonly string[]
  readonly button: string
  /** ISO 8601 in UTC. */
  readonly expiresAt: string
}

/** What somebody has open is offered to somebody else. Stream `handover-<id>`. */
export type HandoverEvent =
  | ({ readonly type: 'handover.offered' } & HandoverOffered)
  /** What it says is theirs now; the rest stays. */
  | ({ readonly type: 'handover.taken'; readonly handover: string; readonly stays: readonly Staying[] } & Handed)
  | { readonly type: 'handover.expired'; readonly handover: string }
  /** Its person has edited or deleted what they offered it with; `reason` is for them. */
  | { readonly type: 'handover.withdrawn'; readonly handover: string; readonly reason: string }

export interface Handover extends HandoverOffered {
  readonly state:
    | { readonly kind: 'open' | 'expired' }
    | { readonly kind: 'withdrawn'; readonly reason: string }
    | ({ readonly kind: 'taken'; readonly stays: readonly Staying[] } & Handed)
}

/** The next shift reads it when it comes on. */
export const OFFERED_MS = 12 * 60 * 60_000

export const handoverStream = (handover: string): string => `handover-${handover}`

export function evolveHandover(before: Handover | undefined, body: HandoverEvent): Handover | undefined {
  switch (body.type) {
    case 'handover.offered': {
      const { type: _, ...offered } = body
      return { ...offered, state: { kind: 'open' } }
    }
    case 'handover.taken': {
      const { tasks, changes, stays } = body
      return before && { ...before, state: { kind: 'taken', tasks, changes, stays } }
    }
    case 'handover.expired':
      return before && { ...before, state: { kind: 'expired' } }
    case 'handover.withdrawn':
      return before && { ...before, state: { kind: 'withdrawn', reason: body.reason } }
  }
}

export const isHandoverDue = ({ state, expiresAt }: Handover, now: Date): boolean =>
  state.kind === 'open' && now.getTime() >= Date.parse(expiresAt)
