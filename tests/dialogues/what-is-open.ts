import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { ThreadId, UserId } from '../../src/domain/ids.ts'
import type { Plan } from '../../src/domain/plan.ts'
import {
  type Asked,
  type AskedPlan,
  type AskedQuestion,
  askedLast,
  type Between,
  betweenIn,
  buttonsIn,
  buttonsOf,
  type Closed,
  isCorrection,
  type Open,
  plansOpen,
  saidIn,
} from './asked.ts'
import { wished } from './grants.ts'
import type { Said } from './move.ts'
import type { Played } from './play-dialogue.ts'

/** What stands after a move: what the person did first, then what the bot made of it, in that order. */
export function afterMove(before: Open, played: Played): Open {
  const said = wished(before, played)
  return afterCards(
    played.events.reduce((open, event) => afterEvent(open, event, said), afterDeed(before, played)),
    played,
  )
}

function afterDeed(open: Open, played: Played): Open {
  const { did, move, at } = played
  if (did.kind === 'pressed') return afterPress(open, did.by, did.button)
  if (did.kind === 'overheard again') return afterPerhaps(open, did.thread, did.by)
  if (did.kind !== 'said' || move.kind !== 'says') return open
  const { thread, by, addressed } = did
  const last = askedLast(open, thread, by)
  const here = betweenIn(open, thread, by)
  const spoken = withBetween(open, thread, by, { ...here, spoke: 'yes' })
  if (!addressed) return spoken
  if (move.means.kind === 'no')
    return plansOpen(open, thread, by, at).reduce(
      (all, plan) => withPlan(all, plan, 'refused by a no'),
      withoutQuestions(spoken, thread, by),
    )
  const corrected = last?.kind === 'plan' && here.spoke === 'no' && isCorrection(move.means, last)
  return corrected ? withPlan(spoken, last, 'corrected') : spoken
}

function afterPress(open: Open, by: UserId, button: string): Open {
  const pressed = [...open.asked.values()].find((asked) => buttonsOf(asked).includes(button))
  if (!pressed || pressed.by !== by) return open
  return betweenIn(open, pressed.thread, by).asked === pressed.id ? open : afterPerhaps(open, pressed.thread, by)
}

/** May have been taken for something said. */
function afterPerhaps(open: Open, thread: ThreadId, by: UserId): Open {
  const here = betweenIn(open, thread, by)
  return here.spoke === 'yes' ? open : withBetween(open, thread, by, { ...here, spoke: 'perhaps' })
}

const CLOSING = {
  'confirmation.given': 'given',
  'confirmation.declined': 'declined',
  'confirmation.expired': 'expired',
  'confirmation.superseded': 'superseded',
} as const

/** @param said What the person wants, by all they have said of it. */
function afterEvent(open: Open, event: ShipmateEvent, said: Said | undefined): Open {
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
        // Asked once more, it is as old as it was.
        ...(wasMoved(open, event.planHash) && { moved: true }),
      })
    case 'question.asked':
      return withAsked(open, {
        kind: 'question',
        id: event.question,
        thread: event.thread,
        by: event.by,
        intent: event.intent,
        slot: event.slot,
        // Asked again, as after a restart in the middle of a move, it is about what it was about.
        said: (event.again === undefined ? said : undefined) ?? askedBefore(open, event)?.said ?? saidIn(event.slots),
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
      return 'plan' in event ? withMoved(open, event.plan.service ?? '') : open
  }
}

/** The same question, asked again. */
function askedBefore(
  open: Open,
  { thread, by, intent, slot }: Pick<AskedQuestion, 'thread' | 'by' | 'intent' | 'slot'>,
) {
  return [...open.asked.values()].findLast(
    (one): one is AskedQuestion =>
      one.kind === 'question' && one.thread === thread && one.by === by && one.intent === intent && one.slot === slot,
  )
}

function withoutQuestions(open: Open, thread: ThreadId, by: UserId): Open {
  const asked = [...open.asked].map(([id, one]): [string, Asked] => [
    id,
    one.kind === 'question' && one.thread === thread && one.by === by ? { ...one, isOpen: false } : one,
  ])
  return { ...open, asked: new Map(asked) }
}

function wasMoved({ asked }: Open, hash: string): boolean {
  return [...asked.values()].some((one) => one.kind === 'plan' && one.hash === hash && one.moved === true)
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

function put<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value)
}
