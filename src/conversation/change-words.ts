import { gateIn } from '../domain/approvals/condition.ts'
import type { Question } from '../domain/question.ts'
import { spokenAnswer } from '../domain/spoken-answer.ts'
import type { Understanding } from '../domain/understanding.ts'
import { SURE } from './how-sure.ts'

/** What people do about a change request; the slot `verdict` holds it where it was said word for word. */
export const VERDICTS = ['approve', 'reject', 'withdraw', 'break-glass'] as const
export type Verdict = (typeof VERDICTS)[number]

/**
 * The whole of what decides on a change request when it is typed: closed on purpose, and nothing is ever likened to it.
 * A model can neither approve nor reject.
 */
const PATTERNS: readonly (readonly [Verdict, RegExp])[] = [
  [
    'approve',
    /^(?:approve|genehmige|aprueba|apruebo|approved:?)(?: change| änderung| cambio)? (?<change>chg-?\d+)(?:,? (?:(?:but )?only )?(?:if|provided(?: that)?|on (?:the )?condition that|(?:with|under) the condition(?: that|:)?|as long as|wenn|falls|unter der bedingung,? dass|si|siempre que|con la condición de que) (?<conditions>.+))?$/is,
  ],
  [
    'reject',
    /^(?:reject|decline|deny|rechaza|rechazo|lehne)(?: change| änderung| cambio)? (?<change>chg-?\d+)(?: ab)?(?:(?:,? (?:because|since|as|weil|denn|porque|ya que) | ?[:,–-] ?)(?<reason>.+))?$/is,
  ],
  [
    'withdraw',
    /^(?:withdraw|cancel|take back|ziehe|retira|retiro|cancela)(?: my)?(?: change(?: request)?| änderung| cambio)? (?<change>chg-?\d+)(?: zurück)?$/i,
  ],
  [
    'break-glass',
    /^(?:break (?:the )?glass (?:on|for)|brich das glas (?:für|bei)|rompe el cristal (?:de|en)) (?<change>chg-?\d+)(?:,? (?:because|since|as|weil|denn|porque|ya que) | ?[:,–-] ?)(?<reason>.+)$/is,
  ],
]

/** The same for a step of a workflow's run that waits for approval. It takes no conditions: nothing would hold them. */
const ON_STEPS: readonly (readonly [Verdict, RegExp])[] = [
  [
    'approve',
    /^(?:approve|genehmige|aprueba|apruebo|approved:?) (?<task>task-?\d+)(?:,? (?:step )?(?<step>[a-z][a-z0-9-]*))?$/i,
  ],
  [
    'reject',
    /^(?:reject|decline|deny|rechaza|rechazo|lehne) (?<task>task-?\d+)(?: ab)?(?:,? (?:step )?(?<step>(?!(?:because|since|as|weil|denn|porque|ya)\b)[a-z][a-z0-9-]*))?(?: ab)?(?:(?:,? (?:because|since|as|weil|denn|porque|ya que) | ?[:,–] ?)(?<reason>.+))?$/is,
  ],
]

const CALLS = /^(?:<@[^>]*>|@?shipmate)[:,]?\s+/i
const COURTESY = /^(?:please|bitte|por favor),?\s+/i

/** Reads a decision on a change request that is said in so many words; undefined for everything else. */
export function changeWords(text: string): Understanding | undefined {
  const said = text
    .trim()
    .replace(CALLS, '')
    .replace(COURTESY, '')
    .replace(/[.!]+$/, '')
    .trim()
  for (const [verdict, pattern] of PATTERNS) {
    const { change, ...more } = pattern.exec(said)?.groups ?? {}
    if (change === undefined || !isStatement(said)) continue
    const id = `CHG-${Number.parseInt(change.replace(/\D/g, ''), 10)}`
    const filled = Object.entries(more).filter(([, value]) => value !== undefined)
    return understoodAs(intentOf(verdict), { change: id, verdict, ...Object.fromEntries(filled) })
  }
  for (const [verdict, pattern] of ON_STEPS) {
    const { task, ...more } = pattern.exec(said)?.groups ?? {}
    if (task === undefined || !isStatement(said)) continue
    const filled = Object.entries(more).filter(([, value]) => value !== undefined)
    const id = `TASK-${Number.parseInt(task.replace(/\D/g, ''), 10)}`
    return understoodAs(intentOf(verdict), { task: id, verdict, ...Object.fromEntries(filled) })
  }
  const asked = WHO_CAN.exec(said)?.groups?.change
  return asked === undefined ? undefined : understoodAs('change.show', { change: asked.toUpperCase() })
}

/** Its card says who can. */
const WHO_CAN =
  /^(?:who (?:can|may|could|must) approve|wer (?:darf|kann|muss)|quién(?:es)? pueden? aprobar) (?<change>chg-\d+)(?: freigeben| genehmigen)?\?*$/i

const isStatement = (said: string): boolean => !said.endsWith('?')

/** Rejecting is what withdrawing is to the person who asked. */
const intentOf = (verdict: Verdict): string =>
  verdict === 'approve' || verdict === 'break-glass' ? 'change.approve' : 'change.reject'

/** The slot that the last word on breaking the glass fills: its person has seen the reason as it will be told. */
export const CONFIRMED = 'confirmed'

/** A form in a thread: what its person says to the bot next is the reason, the condition or the last word on it. */
export function isChangeForm({ intent, slot }: Pick<Question, 'intent' | 'slot'>): boolean {
  return intent.startsWith('change.') && ['reason', 'conditions', CONFIRMED].includes(slot)
}

/** Says by itself that a condition or a reason follows. */
const SAYS_SO = /^(?:if|wenn|falls|si|because|since|weil|denn|porque|ya que)\s/i

/**
 * What fills in a form. Undefined for a no, which takes it back, and for a question or another request, which it waits for.
 * @param alone How a text is understood by itself.
 */
export function formAnswer(
  question: Question,
  text: string,
  alone: (text: string) => Understanding,
): Understanding | undefined {
  const said = text.trim().replace(CALLS, '').trim()
  const isOpen = isChangeForm(question) && question.slot !== CONFIRMED
  if (!isOpen || said === '' || spokenAnswer(said) === 'no' || !isStatement(said)) return undefined
  const isCondition = SAYS_SO.test(said) || (question.slot === 'conditions' && gateIn(said) !== undefined)
  if (!isCondition && isRequest(alone(said))) return undefined
  return understoodAs(question.intent, { ...question.slots, [question.slot]: said })
}

const isRequest = ({ intent, via, confidence }: Understanding): boolean =>
  intent !== 'out_of_scope' && via === 'rules' && confidence >= SURE

/** A button of a form carries what its form was opened on: no request from elsewhere can. */
export function withForm(request: Understanding, question: Question | undefined): Understanding {
  if (!question || !isChangeForm(question) || question.intent !== request.intent) return request
  const confirmed = question.slot === CONFIRMED ? { [CONFIRMED]: 'yes' } : {}
  return { ...request, slots: { ...question.slots, ...request.slots, ...confirmed } }
}

function understoodAs(intent: string, slots: Understanding['slots']): Understanding {
  return {
    intent,
    confidence: 1,
    slots,
    ...{ missing: [], nearMisses: [], unknownNames: [], carriedOver: [], alternatives: [] },
    via: 'rules',
  }
}
