import type { Card } from '../../src/domain/card.ts'
import type { ThreadId, UserId } from '../../src/domain/ids.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Meaning, Said, Slot } from './move.ts'

/*
 * A small model of what the bot waits for, made from the rule of the conversation and not from the bot's code: it knows
 * what people meant, what the bot asked, and what it was told, and holds nothing else of the bot to be true.
 */

/** A plan that was put to somebody. */
export interface AskedPlan {
  readonly kind: 'plan'
  readonly id: string
  readonly plan: Plan
  readonly hash: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly confirm: string
  readonly cancel: string
  readonly expiresAt: number
  /** Production, a rollback, a cancellation or a hold: overheard words are not enough for it. */
  readonly isGrave: boolean
  /** Undefined while it is open. */
  readonly closed?: Closed
  /** Something has been done to its service since, so that it may be asked anew instead of begun. */
  readonly moved?: true
}

export type Closed = 'given' | 'declined' | 'expired' | 'superseded' | 'refused by a no' | 'corrected'

export interface AskedQuestion {
  readonly kind: 'question'
  readonly id: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly intent: string
  readonly slot: string
  /** What its person has really said of it, whatever else the bot took from elsewhere. */
  readonly said: Said
  readonly choices: readonly { readonly button: string; readonly value: string }[]
  readonly isOpen: boolean
}

export type Asked = AskedPlan | AskedQuestion

/** How it stands between one person and the bot in one thread. */
export interface Between {
  /** The id of what the bot asked last. */
  readonly asked?: string
  /** Whether the person has said anything since; a press elsewhere may count as such or not. */
  readonly spoke: 'no' | 'perhaps' | 'yes'
}

export interface Open {
  readonly asked: ReadonlyMap<string, Asked>
  readonly between: ReadonlyMap<string, Between>
}

export const NOTHING_OPEN: Open = { asked: new Map(), between: new Map() }
const NOTHING_SAID: Between = { spoke: 'no' }

export function betweenIn({ between }: Open, thread: ThreadId, by: UserId): Between {
  return between.get(`${thread} ${by}`) ?? NOTHING_SAID
}

/** What the bot asked last of this person here. */
export function askedLast(open: Open, thread: ThreadId, by: UserId): Asked | undefined {
  const { asked } = betweenIn(open, thread, by)
  return asked === undefined ? undefined : open.asked.get(asked)
}

export function plansOpen({ asked }: Open, thread: ThreadId, by: UserId, at: number): readonly AskedPlan[] {
  return [...asked.values()].filter(
    (one): one is AskedPlan => one.kind === 'plan' && one.thread === thread && one.by === by && isOpen(one, at),
  )
}

export function isOpen({ closed, expiresAt }: AskedPlan, at: number): boolean {
  return closed === undefined && at < expiresAt
}

/** Of the plan that was asked last, it names something else than that holds. */
export function isCorrection(means: Meaning, { plan }: AskedPlan): boolean {
  if (means.kind !== 'correction' || plan.kind === 'cancel') return false
  const values = namesOf(plan)
  return Object.entries(means.said).some(([slot, value]) => values[slot as Slot] !== value)
}

export function namesOf(plan: Plan): Said {
  if (plan.kind === 'cancel' || plan.kind === 'workflow') return {}
  return {
    service: plan.service,
    ...('release' in plan && { ref: plan.release.version }),
    ...(plan.kind !== 'build' && { environment: plan.environment }),
  }
}

export function buttonsOf(asked: Asked): readonly string[] {
  return asked.kind === 'plan' ? [asked.confirm, asked.cancel] : asked.choices.map(({ button }) => button)
}

export function buttonsIn({ blocks }: Card): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ id }) => id) : []))
}

export function saidIn(slots: Readonly<Record<string, unknown>>): Said {
  return Object.fromEntries(
    ['service', 'environment', 'ref'].flatMap((slot) =>
      slots[slot] === undefined ? [] : [[slot, String(slots[slot])]],
    ),
  )
}
