import { planHash } from '../../src/domain/plan.ts'
import { type AskedPlan, betweenIn, isOpen, namesOf, type Open } from './asked.ts'
import type { Grant } from './grants.ts'
import { type Said, type Saying, SLOTS, type Slot } from './move.ts'
import type { Deed, Played } from './play-dialogue.ts'
import type { Start } from './starts.ts'

export const START_FAULTS = [
  'began on a word that is no yes',
  'began on an overheard yes',
  'began after a no',
  'began after a correction',
  'began what was asked before something else',
  'began after other words',
  'began after its time',
  'began twice',
  'began what was closed',
  "began on somebody else's word",
  'began without an answer',
  'began without asking',
  'began on overheard words',
  'began what nobody said',
  'took from beside the order without asking',
  'took from an earlier turn without asking',
  'began another plan',
] as const
export type StartFault = (typeof START_FAULTS)[number]

/** Undefined: it may begin. */
export function faultOf(start: Start, grant: Grant | undefined, open: Open, played: Played): StartFault | undefined {
  const plan = planOf(start, open)
  if (grant?.kind === 'plan') {
    if (start.approved === grant.plan.hash && isPlan(start, grant.plan)) return undefined
    if (isCancelOf(start, grant.plan)) return undefined
  }
  if (start.approved !== undefined || start.plan.kind === 'cancel')
    return plan ? refusal(plan, open, played) : 'began another plan'
  if (grant?.kind === 'said') {
    const faults = grant.either.map((said) => faultOfSaid(start, said, besideIn(played)))
    return faults.includes(undefined) ? undefined : faults[0]
  }
  return played.did.kind === 'said' && !played.did.addressed ? 'began on overheard words' : 'began without an answer'
}

/** The plan that was confirmed, as it seems: the one that was asked last. */
function planOf(start: Start, { asked }: Open): AskedPlan | undefined {
  return [...asked.values()]
    .filter((one): one is AskedPlan => one.kind === 'plan')
    .findLast((one) => one.hash === start.approved || isCancelOf(start, one))
}

function isPlan({ plan }: Start, { hash }: AskedPlan): boolean {
  return planHash(plan) === hash
}

function isCancelOf({ plan }: Start, { plan: asked }: AskedPlan): boolean {
  return plan.kind === 'cancel' && asked.kind === 'cancel' && plan.task === asked.task
}

/** Why this plan must not begin now. */
function refusal(plan: AskedPlan, open: Open, { did, move, at }: Played): StartFault {
  if (plan.closed === 'refused by a no') return 'began after a no'
  if (plan.closed === 'corrected') return 'began after a correction'
  if (plan.closed === 'given') return 'began twice'
  if (plan.closed !== undefined) return 'began what was closed'
  if (!isOpen(plan, at)) return 'began after its time'
  if (did.kind !== 'said' && did.kind !== 'pressed') return 'began without an answer'
  if (did.by !== plan.by) return "began on somebody else's word"
  if (did.kind === 'pressed' || move.kind !== 'says') return 'began another plan'
  return refusalOfWords(plan, open, did, move)
}

function refusalOfWords(plan: AskedPlan, open: Open, did: Deed & { kind: 'said' }, { means }: Saying): StartFault {
  if (means.kind === 'near yes') return 'began on a word that is no yes'
  if (means.kind !== 'yes') return 'began without an answer'
  const here = betweenIn(open, did.thread, did.by)
  if (here.asked !== plan.id) return 'began what was asked before something else'
  if (here.spoke === 'yes') return 'began after other words'
  return 'began on an overheard yes'
}

const LATEST = 'v1.3.0'

function faultOfSaid({ plan }: Start, said: Said, beside: Said): StartFault | undefined {
  if (plan.kind !== 'deploy' || plan.environment !== 'staging') return 'began without asking'
  const names = namesOf(plan)
  const differs = (slot: Slot): boolean => said[slot] !== undefined && said[slot] !== names[slot]
  if (SLOTS.some(differs)) return 'began what nobody said'
  const unsaid = SLOTS.filter((slot) => said[slot] === undefined && !(slot === 'ref' && names.ref === LATEST))
  if (unsaid.length === 0) return undefined
  const isBeside = unsaid.some((slot) => beside[slot] === names[slot])
  return isBeside ? 'took from beside the order without asking' : 'took from an earlier turn without asking'
}

function besideIn({ move }: Played): Said {
  return move.kind === 'says' && move.means.kind === 'request' ? move.means.beside : {}
}
