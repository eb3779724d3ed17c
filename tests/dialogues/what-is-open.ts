import { wordsOf } from '../../src/commands/rehearse/draw.ts'
import type { Card } from '../../src/conversation/cards/card.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { ThreadId, UserId } from '../../src/domain/ids.ts'
import type { Plan } from '../../src/domain/plan.ts'
import type { Meaning, Said, Slot } from './move.ts'
import type { Played } from './play-dialogue.ts'

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
  readonly said: Said
  readonly choices: readonly { readonly button: string; readonly value: string }[]
  readonly isOpen: boolean
}

export type Asked = AskedPlan | AskedQuestion

/** How it stands between one person and the bot in one thread. */
interface Between {
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

/** What stands after a move: what the person did first, then what the bot made of it, in that order. */
export function afterMove(before: Open, played: Played): Open {
  return afterCards(played.events.reduce(afterEvent, afterDeed(before, played)), played)
}

function afterDeed(open: Open, played: Played): Open {
  const { did, move, at } = played
  if (did.kind === 'pressed') return afterPress(open, did.by, did.button)
  if (did.kind !== 'said' || move.kind !== 'says') return open
  const { thread, by, addressed } = did
  const last = askedLast(open, thread, by)
  const here = betweenIn(open, thread, by)
  const spoken = withBetween(open, thread, by, { ...here, spoke: 'yes' })
  if (!addressed) return spoken
  if (move.means.kind === 'no')
    return plansOpen(open, thread, by, at)
      .filter((plan) => !isNamed(plan, played))
      .reduce((all, plan) => withPlan(all, plan, 'refused by a no'), spoken)
  const corrected = last?.kind === 'plan' && here.spoke === 'no' && isCorrection(move.means, last)
  return corrected ? withPlan(spoken, last, 'corrected') : spoken
}

/** A no may leave a plan open when it says so. */
function isNamed({ plan, thread }: AskedPlan, { happenings }: Played): boolean {
  const names =
    plan.kind === 'cancel' ? [plan.task] : [plan.service, ...(plan.kind === 'build' ? [] : [plan.environment])]
  return happenings.some(
    (one) => one.kind === 'posted' && one.place === thread && names.every((name) => wordsOf(one.card).includes(name)),
  )
}

/** Of the plan that was asked last, it names something else than that holds. */
export function isCorrection(means: Meaning, { plan }: AskedPlan): boolean {
  if (means.kind !== 'correction' || plan.kind === 'cancel') return false
  const values: Said = {
    service: plan.service,
    ref: plan.release.version,
    ...(plan.kind !== 'build' && { environment: plan.environment }),
  }
  return Object.entries(means.said).some(([slot, value]) => values[slot as Slot] !== value)
}

function afterPress(open: Open, by: UserId, button: string): Open {
  const pressed = [...open.asked.values()].find((asked) => buttonsOf(asked).includes(button))
  if (!pressed || pressed.by !== by) return open
  const here = betweenIn(open, pressed.thread, by)
  if (here.asked === pressed.id || here.spoke === 'yes') return open
  return withBetween(open, pressed.thread, by, { ...here, spoke: 'perhaps' })
}

function buttonsOf(asked: Asked): readonly string[] {
  return asked.kind === 'plan' ? [asked.confirm, asked.cancel] : asked.choices.map(({ button }) => button)
}

const CLOSING = {
  'confirmation.given': 'given',
  'confirmation.declined': 'declined',
  'confirmation.expired': 'expired',
  'confirmation.superseded': 'superseded',
} as const

function afterEvent(open: Open, event: ShipmateEvent): Open {
  switch (event.type) {
    case 'confirmation.requested':
      return withAsked(open, {
        kind: 'plan',
        id: event.confirmation,
        plan: event.plan,
        hash: event.planHash,
        thread: event.thread,
        by: event.by,
        ...event.buttons,
        expiresAt: Date.parse(event.expiresAt),
        isGrave: isGrave(event.plan, event.risk?.verdict === 'hold'),
      })
    case 'question.asked':
      return withAsked(open, {
        kind: 'question',
        id: event.question,
        thread: event.thread,
        by: event.by,
        intent: event.intent,
        slot: event.slot,
        said: saidIn(event.slots),
        choices: event.choices,
        isOpen: true,
      })
    case 'question.answered':
    case 'question.dropped': {
      const asked = open.asked.get(event.question)
      return asked?.kind === 'question'
        ? { ...open, asked: put(open.asked, asked.id, { ...asked, isOpen: false }) }
        : open
    }
    case 'confirmation.given':
    case 'confirmation.declined':
    case 'confirmation.expired':
    case 'confirmation.superseded': {
      const asked = open.asked.get(event.confirmation)
      return asked?.kind === 'plan' ? withPlan(open, asked, CLOSING[event.type]) : open
    }
    default:
      return 'plan' in event ? withMoved(open, event.plan.service) : open
  }
}

function withMoved(open: Open, service: string): Open {
  const moved = [...open.asked].map(([id, asked]) => {
    const isThere = asked.kind === 'plan' && asked.closed === undefined && asked.plan.service === service
    return [id, isThere ? { ...asked, moved: true as const } : asked] as const
  })
  return { ...open, asked: new Map<string, Asked>(moved) }
}

function isGrave(plan: Plan, isHeld: boolean): boolean {
  return (
    isHeld ||
    plan.kind === 'rollback' ||
    plan.kind === 'cancel' ||
    (plan.kind === 'deploy' && plan.environment === 'production')
  )
}

/** A card that is shown again asks again. */
function afterCards(open: Open, { happenings }: Played): Open {
  return happenings.reduce((all, happening) => {
    if (happening.kind !== 'posted') return all
    const shown = [...all.asked.values()].find(
      (asked) =>
        asked.thread === happening.place &&
        buttonsOf(asked).some((button) => buttonsIn(happening.card).includes(button)),
    )
    return shown ? asking(all, shown) : all
  }, open)
}

export function buttonsIn({ blocks }: Card): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ id }) => id) : []))
}

function withAsked(open: Open, asked: Asked): Open {
  return asking({ ...open, asked: put(open.asked, asked.id, asked) }, asked)
}

function asking(open: Open, { id, thread, by }: Asked): Open {
  return withBetween(open, thread, by, { ...betweenIn(open, thread, by), asked: id, spoke: 'no' })
}

function withPlan(open: Open, plan: AskedPlan, closed: Closed): Open {
  // What closed it first is why it must not start.
  const present = open.asked.get(plan.id)
  if (present?.kind !== 'plan' || present.closed !== undefined) return open
  return { ...open, asked: put(open.asked, plan.id, { ...present, closed }) }
}

function withBetween(open: Open, thread: ThreadId, by: UserId, here: Between): Open {
  return { ...open, between: put(open.between, `${thread} ${by}`, here) }
}

export function saidIn(slots: Readonly<Record<string, unknown>>): Said {
  return Object.fromEntries(
    ['service', 'environment', 'ref'].flatMap((slot) =>
      slots[slot] === undefined ? [] : [[slot, String(slots[slot])]],
    ),
  )
}

function put<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value)
}
