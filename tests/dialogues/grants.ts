import {
  type AskedPlan,
  type AskedQuestion,
  askedLast,
  betweenIn,
  isOpen,
  namesOf,
  type Open,
  saidIn,
} from './asked.ts'
import type { Meaning, Said, Slot } from './move.ts'
import type { Deed, Played } from './play-dialogue.ts'

/** What may be begun because of a move: this plan, or what was said in so many words, where nothing must be confirmed. */
export type Grant =
  | { readonly kind: 'plan'; readonly plan: AskedPlan }
  | { readonly kind: 'said'; readonly either: readonly Said[] }

/** At most one thing may be begun because of one move; of what was delivered again, nothing. */
export function grantOf(open: Open, played: Played): Grant | undefined {
  const plan = confirmedPlan(open, played)
  if (plan) return { kind: 'plan', plan }
  const said = wished(open, played)
  return said && { kind: 'said', either: [said, ...wishedAnew(played)] }
}

/** The plan that a move says yes to. */
function confirmedPlan(open: Open, { did, move, at }: Played): AskedPlan | undefined {
  if (did.kind === 'pressed') {
    return [...open.asked.values()].find(
      (one): one is AskedPlan =>
        one.kind === 'plan' && one.by === did.by && one.confirm === did.button && isOpen(one, at),
    )
  }
  if (did.kind !== 'said' || move.kind !== 'says' || move.means.kind !== 'yes') return undefined
  const last = askedLast(open, did.thread, did.by)
  if (last?.kind !== 'plan' || !isOpen(last, at) || betweenIn(open, did.thread, did.by).spoke === 'yes')
    return undefined
  return did.addressed || !last.isGrave ? last : undefined
}

/**
 * All that a person has said of what a move asks for, over the questions that were asked about it; undefined when it asks
 * for nothing.
 */
export function wished(open: Open, { did, move, at }: Played): Said | undefined {
  if (did.kind === 'pressed') return byPress(open, did)
  return did.kind === 'said' && move.kind === 'says' ? byWords(open, did, move.means, at) : undefined
}

/** A request that could answer a question may also be one of its own. */
function wishedAnew({ did, move }: Played): readonly Said[] {
  const isRequest = did.kind === 'said' && did.addressed && move.kind === 'says' && move.means.kind === 'request'
  return isRequest && move.means.kind === 'request' ? [move.means.said] : []
}

function byPress(open: Open, { by, button }: Deed & { kind: 'pressed' }): Said | undefined {
  for (const asked of open.asked.values()) {
    if (asked.kind !== 'question' || asked.by !== by || !asked.isOpen) continue
    const choice = asked.choices.find((one) => one.button === button)
    if (choice) return answered(asked, choice.value)
  }
  return undefined
}

function byWords(
  open: Open,
  { by, thread, addressed }: Deed & { kind: 'said' },
  means: Meaning,
  at: number,
): Said | undefined {
  const last = askedLast(open, thread, by)
  const question = last?.kind === 'question' && last.isOpen ? last : undefined
  switch (means.kind) {
    case 'request':
      if (question && goesOn(means, question) && (addressed || means.said[question.slot as Slot] !== undefined))
        return { ...question.said, ...means.said }
      return addressed ? means.said : undefined
    case 'value':
      if (question?.slot === means.slot) return answered(question, means.value)
      return addressed ? { ...question?.said, [means.slot]: means.value } : undefined
    case 'correction':
      if (question && (addressed || means.said[question.slot as Slot] !== undefined))
        return { ...question.said, ...means.said }
      if (!addressed) return undefined
      // Of what was not asked about, only what is said now counts.
      return last?.kind === 'plan' && isOpen(last, at) ? { ...namesOf(last.plan), ...means.said } : means.said
    case 'yes': {
      const [only, ...others] = question?.choices ?? []
      const isChoice = question && only && others.length === 0 && betweenIn(open, thread, by).spoke !== 'yes'
      return isChoice ? answered(question, only.value) : undefined
    }
    default:
      return undefined
  }
}

/** What the answer to a question makes of the request that it was asked about. */
function answered({ slot, said }: AskedQuestion, value: string): Said {
  // What was meant at all is a whole request, in the bot's own words.
  return slot === 'request' ? namesIn(value) : { ...said, [slot]: value }
}

/** It asks for the same, of the same service and place; another version may be wanted by now. */
function goesOn({ change, said }: Meaning & { kind: 'request' }, { intent, said: before }: AskedQuestion): boolean {
  const isSame = (name: 'service' | 'environment'): boolean =>
    said[name] === undefined || before[name] === undefined || said[name] === before[name]
  return intent === `${change}.start` && isSame('service') && isSame('environment')
}

const NAMES: Readonly<Record<Slot, RegExp>> = {
  service: /\b(?:billionmail|payments)\b/,
  environment: /\b(?:staging|production)\b/,
  ref: /\bv\d+\.\d+\.\d+\b/,
}

function namesIn(sentence: string): Said {
  return saidIn(Object.fromEntries(Object.entries(NAMES).map(([slot, pattern]) => [slot, pattern.exec(sentence)?.[0]])))
}
