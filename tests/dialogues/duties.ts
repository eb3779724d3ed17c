import { platformOf } from '../../src/domain/ids.ts'
import {
  type AskedPlan,
  askedLast,
  betweenIn,
  buttonsIn,
  isCorrection,
  isOpen,
  namesOf,
  type Open,
  plansOpen,
} from './asked.ts'
import { AT_TERMINAL, type Said, type Slot } from './move.ts'
import type { Played } from './play-dialogue.ts'
import { startsIn } from './starts.ts'

export const DUTY_FAULTS = [
  'did not begin on a yes',
  'said nothing',
  'left a press without an answer',
  'left open after a no',
  'left open after a correction',
  'left the buttons of what is closed',
  'did not ask again',
  'did not show again after a restart',
  'asked about something else than was said',
  'took an earlier name before the one beside the order',
] as const
export type DutyFault = (typeof DUTY_FAULTS)[number]

/** What the bot owes after a move and has not done. */
export function dutiesMissed(before: Open, after: Open, played: Played): readonly DutyFault[] {
  return [
    ...orders(before, played),
    ...answers(played),
    ...answersToYes(before, after, played),
    ...withdrawals(before, after, played),
    ...restarts(before, played),
  ]
}

/** Right before it expires, either is right. */
const MARGIN_MS = 5_000

function orders(before: Open, { did, move, at, events }: Played): readonly DutyFault[] {
  const plan = orderedPlan(before, did, move, at)
  if (!plan || !isOpen(plan, at + MARGIN_MS)) return []
  const isBegun = startsIn(events).some(({ plan: begun, approved }) =>
    begun.kind === 'cancel' ? plan.plan.kind === 'cancel' && plan.plan.task === begun.task : approved === plan.hash,
  )
  const isAskedAnew =
    (plan.moved || isCutShort(move)) &&
    events.some((event) => event.type === 'confirmation.superseded' && event.confirmation === plan.id)
  return isBegun || isAskedAnew ? [] : ['did not begin on a yes']
}

/** A restart in between may ask again at the terminal, and the yes comes too early for that. */
function isCutShort(move: Played['move']): boolean {
  return 'delivered' in move && move.delivered === 'cut short' && move.by === AT_TERMINAL
}

/** The plan that must begin now. */
function orderedPlan(before: Open, did: Played['did'], move: Played['move'], at: number): AskedPlan | undefined {
  if (did.kind === 'pressed') {
    const pressed = [...before.asked.values()].find((asked) => asked.kind === 'plan' && asked.confirm === did.button)
    return pressed?.kind === 'plan' && pressed.by === did.by && isOpen(pressed, at) ? pressed : undefined
  }
  if (did.kind !== 'said' || !did.addressed || move.kind !== 'says') return undefined
  if (move.means.kind !== 'yes' || !move.means.plain) return undefined
  const last = askedLast(before, did.thread, did.by)
  const isNext = betweenIn(before, did.thread, did.by).spoke === 'no'
  return isNext && last?.kind === 'plan' && isOpen(last, at) ? last : undefined
}

function answers({ did, happenings }: Played): readonly DutyFault[] {
  const shown = happenings.filter(({ kind }) => kind !== 'said' && kind !== 'pressed')
  if (did.kind === 'pressed') return shown.length === 0 ? ['left a press without an answer'] : []
  if (did.kind !== 'said' || !did.addressed) return []
  const isAnswered = shown.some((one) => one.kind === 'told' || ('place' in one && one.place === did.thread))
  return isAnswered ? [] : ['said nothing']
}

/** A yes that does not count is answered with the card that is open, unless it began something else. */
function answersToYes(before: Open, after: Open, played: Played): readonly DutyFault[] {
  const { did, move, at, events, happenings } = played
  if (did.kind !== 'said' || !did.addressed || move.kind !== 'says') return []
  if (move.means.kind !== 'yes' || !move.means.plain || startsIn(events).length > 0) return []
  const isAsked = events.some(({ type }) => type === 'confirmation.requested' || type === 'question.asked')
  const still = plansOpen(before, did.thread, did.by, at + MARGIN_MS).filter(({ id }) => isStillOpen(after, id))
  // A yes may also choose the only choice of a question.
  const last = askedLast(before, did.thread, did.by)
  if (isAsked || still.length === 0 || (last?.kind === 'question' && last.isOpen)) return []
  const shown = happenings.flatMap((one) => (one.kind === 'posted' ? buttonsIn(one.card) : []))
  return still.some(({ confirm }) => shown.includes(confirm)) ? [] : ['did not ask again']
}

function isStillOpen({ asked }: Open, id: string): boolean {
  const one = asked.get(id)
  return one?.kind === 'plan' && one.closed === undefined
}

const CLOSINGS = new Set([
  'confirmation.given',
  'confirmation.declined',
  'confirmation.expired',
  'confirmation.superseded',
])

function withdrawals(before: Open, after: Open, played: Played): readonly DutyFault[] {
  const { did, move, at, events } = played
  if (did.kind !== 'said' || !did.addressed || move.kind !== 'says') return []
  const closed = new Set(
    events.flatMap((event) => (CLOSINGS.has(event.type) && 'confirmation' in event ? [event.confirmation] : [])),
  )
  if (move.means.kind === 'no') {
    const refused = plansOpen(before, did.thread, did.by, at + MARGIN_MS).filter(({ id }) => wasRefused(after, id))
    return refused.some(({ id }) => !closed.has(id)) ? ['left open after a no'] : []
  }
  const last = askedLast(before, did.thread, did.by)
  if (last?.kind !== 'plan' || betweenIn(before, did.thread, did.by).spoke !== 'no' || !isOpen(last, at)) return []
  return isCorrection(move.means, last) && !closed.has(last.id) ? ['left open after a correction'] : []
}

function wasRefused({ asked }: Open, id: string): boolean {
  const one = asked.get(id)
  return one?.kind === 'plan' && one.closed === 'refused by a no'
}

/** A terminal begins blank: what was asked there is asked once more. Elsewhere the cards have stayed. */
function restarts(before: Open, { did, at, events }: Played): readonly DutyFault[] {
  if (did.kind !== 'restarted') return []
  const asked = events.flatMap((event) => (event.type === 'confirmation.requested' ? [event.planHash] : []))
  const open = [...before.asked.values()].filter(
    (one) => one.kind === 'plan' && platformOf(one.thread) === 'terminal' && isOpen(one, at + MARGIN_MS),
  )
  return open.every((one) => one.kind === 'plan' && asked.includes(one.hash))
    ? []
    : ['did not show again after a restart']
}

/** What is asked about must be what was said; what was said beside the order comes before what was said earlier. */
export function misreadings(before: Open, { did, move, events }: Played): readonly DutyFault[] {
  if (did.kind !== 'said' || move.kind !== 'says' || move.means.kind !== 'request') return []
  const { said, beside } = move.means
  return events.flatMap((event): readonly DutyFault[] => {
    if (event.type !== 'confirmation.requested' || event.by !== did.by || event.plan.kind === 'cancel') return []
    const { plan, planHash } = event
    // A restart asks again what was open.
    if (
      move.delivered === 'cut short' &&
      [...before.asked.values()].some((one) => one.kind === 'plan' && one.hash === planHash)
    )
      return []
    const { ref, ...place } = namesOf(plan)
    const names: Said = plan.kind === 'rollback' ? place : { ...place, ...(ref !== undefined && { ref }) }
    const differ = (from: Said): boolean => Object.entries(from).some(([slot, value]) => names[slot as Slot] !== value)
    if (differ(said)) return ['asked about something else than was said']
    return differ({ ...beside, ...said }) ? ['took an earlier name before the one beside the order'] : []
  })
}
