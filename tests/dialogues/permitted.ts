import { planHash } from '../../src/domain/plan.ts'
import type { Meaning, Said, Saying, Slot } from './move.ts'
import type { Deed, Played } from './play-dialogue.ts'
import type { Start } from './starts.ts'
import { type Asked, type AskedPlan, askedLast, betweenIn, isOpen, type Open, saidIn } from './what-is-open.ts'

/** What may be begun because of a move: this plan, or what was said in so many words, where nothing must be confirmed. */
export type Grant = { readonly kind: 'plan'; readonly plan: AskedPlan } | { readonly kind: 'said'; readonly said: Said }

/** At most one thing may be begun because of one move; of what was delivered again, nothing. */
export function grantOf(open: Open, { did, move, at }: Played): Grant | undefined {
  if (did.kind === 'pressed') return byPress(open, did, at)
  return did.kind === 'said' && move.kind === 'says' ? byWords(open, did, move.means, at) : undefined
}

function byPress(open: Open, { by, button }: Extract<Deed, { kind: 'pressed' }>, at: number): Grant | undefined {
  for (const asked of open.asked.values()) {
    if (asked.by !== by) continue
    if (asked.kind === 'plan' && asked.confirm === button && isOpen(asked, at)) return { kind: 'plan', plan: asked }
    const choice =
      asked.kind === 'question' && asked.isOpen ? asked.choices.find((one) => one.button === button) : undefined
    if (choice) return chosen(asked, choice.value)
  }
  return undefined
}

function byWords(
  open: Open,
  { by, thread, addressed }: Deed & { kind: 'said' },
  means: Meaning,
  at: number,
): Grant | undefined {
  const last = askedLast(open, thread, by)
  switch (means.kind) {
    case 'request':
      return addressed && means.change === 'deploy' ? { kind: 'said', said: means.said } : undefined
    case 'yes': {
      if (!last || betweenIn(open, thread, by).spoke === 'yes') return undefined
      if (last.kind === 'plan')
        return isOpen(last, at) && (addressed || !last.isGrave) ? { kind: 'plan', plan: last } : undefined
      const [only, ...others] = last.choices
      return last.isOpen && only && others.length === 0 ? chosen(last, only.value) : undefined
    }
    case 'value':
      if (last?.kind === 'question' && last.isOpen && last.slot === means.slot) return chosen(last, means.value)
      return addressed ? { kind: 'said', said: { [means.slot]: means.value } } : undefined
    case 'correction':
      if (!addressed) return undefined
      // Of what was not asked about, only what is said now counts.
      return {
        kind: 'said',
        said: last?.kind === 'plan' && isOpen(last, at) ? { ...saidOf(last), ...means.said } : means.said,
      }
    default:
      return undefined
  }
}

/** What the answer to a question makes of the request that it was asked about. */
function chosen(asked: Asked, value: string): Grant | undefined {
  if (asked.kind !== 'question') return undefined
  // What was meant at all is a whole request, in the bot's own words.
  if (asked.slot === 'request') return { kind: 'said', said: namesIn(value) }
  if (asked.intent !== 'deploy.start') return undefined
  return { kind: 'said', said: { ...asked.said, [asked.slot]: value } }
}

const NAMES: Readonly<Record<Slot, RegExp>> = {
  service: /\b(?:billionmail|payments)\b/,
  environment: /\b(?:staging|production)\b/,
  ref: /\bv\d+\.\d+\.\d+\b/,
}

function namesIn(sentence: string): Said {
  return saidIn(Object.fromEntries(Object.entries(NAMES).map(([slot, pattern]) => [slot, pattern.exec(sentence)?.[0]])))
}

function saidOf({ plan }: AskedPlan): Said {
  if (plan.kind === 'cancel') return {}
  return {
    service: plan.service,
    ref: plan.release.version,
    ...(plan.kind !== 'build' && { environment: plan.environment }),
  }
}

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
  if (grant?.kind === 'said') return faultOfSaid(start, grant.said)
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

function faultOfSaid({ plan }: Start, said: Said): StartFault | undefined {
  if (plan.kind !== 'deploy' || plan.environment !== 'staging') return 'began without asking'
  const names: Said = { service: plan.service, environment: plan.environment, ref: plan.release.version }
  const differs = (slot: Slot): boolean => said[slot] !== undefined && said[slot] !== names[slot]
  if (differs('service') || differs('environment') || differs('ref')) return 'began what nobody said'
  const isWhole = said.service !== undefined && said.environment !== undefined
  const isLatest = said.ref !== undefined || plan.release.version === LATEST
  return isWhole && isLatest ? undefined : 'began what nobody said'
}
