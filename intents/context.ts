import type { DialogueContext, NearMiss, Turn } from '../src/domain/understanding.ts'
import { asksOn } from './asks-on.ts'
import { effectOf } from './catalog.ts'
import { changeOfMind } from './change-of-mind.ts'
import type { Classification } from './classify.ts'
import { carriedSlots, type EarlierTurns } from './earlier-turns.ts'
import { fillFromText } from './fill.ts'
import { helpTopic } from './help-topic.ts'
import { isOnlyValues } from './only-values.ts'
import type { Reading } from './reading.ts'
import type { Resolved } from './resolved.ts'
import type { Guess } from './rules/classify.ts'
import { answerToSlot } from './slot-answer.ts'
import { uncertainSlots } from './uncertain-slots.ts'
import { answerToYesOrNo } from './yes-or-no.ts'

/** Nothing is asked by what is out of scope, nor by what is hardly more than a guess. */
function isFirm({ intent, confidence }: Guess): boolean {
  return intent !== 'out_of_scope' && confidence >= 0.5
}

/** Reads the guesses in the light of the conversation. */
export function resolve(
  reading: Reading,
  { guesses, byRules }: Classification,
  context: DialogueContext,
  earlier: EarlierTurns,
): Resolved {
  const { own: turns } = earlier
  // Where nothing was said before, nothing is answered or changed.
  if (earlier.latest === undefined && earlier.all.length === 0 && context.waitingFor === undefined)
    return request(reading, guesses, byRules, context, earlier)
  // A model hears a request in any name it knows; bare values ask for something by themselves only if a rule says so.
  const firm = isOnlyValues(reading) ? byRules : guesses.filter(isFirm)
  return (
    answerToYesOrNo(reading, firm, context, turns) ??
    answerToSlot(reading, firm, byRules, context) ??
    helpTopic(reading, earlier.latest) ??
    changeOfMind(reading, byRules, earlier) ??
    request(reading, guesses, byRules, context, earlier)
  )
}

function request(
  reading: Reading,
  guesses: readonly Guess[],
  byRules: readonly Guess[],
  { listed = [] }: DialogueContext,
  earlier: EarlierTurns,
): Resolved {
  const [last] = earlier.own
  const asked = asksOn(reading, last)
  const best = cancelledTask(byRules, last) ?? asked ?? guesses[0]
  const intent = best?.intent ?? 'out_of_scope'
  const filling = fillFromText(intent, reading)
  const closed = uncertainSlots(reading, filling)
  const carried = carriedSlots(intent, filling.slots, closed, reading, earlier, listed, asked !== undefined)
  const via = byRules.some((guess) => guess.intent === intent) ? 'rules' : 'model'
  const resolved: Resolved = { intent, confidence: best?.confidence ?? 0.5, via, filling, carried }
  return effectOf(intent) === 'read' ? resolved : withContradictions(resolved, reading)
}

/** What points back to what was said before: a place named only after it does not change what it means. */
const POINTS_TO = { service: /\b(?:it|that|this|them|those|these)\b/i, environment: /\bthere\b/i } as const

/** What is said beside the order and what was said before name different places: neither is taken. */
function withContradictions(resolved: Resolved, { asides, text }: Reading): Resolved {
  const contradictions = (['service', 'environment'] as const).flatMap((slot): NearMiss[] => {
    const before = resolved.carried[slot]
    const beside = asides.find((entity) => entity.slot === slot && entity.value !== before)
    if (before === undefined || !beside || POINTS_TO[slot].test(text.slice(0, beside.start))) return []
    const candidates = [String(beside.value), String(before)]
    return [{ slot, typed: text.slice(beside.start, beside.end), candidates, named: true }]
  })
  if (contradictions.length === 0) return resolved
  const { carried, filling } = resolved
  const open = new Set<string>(contradictions.map(({ slot }) => slot))
  return {
    ...resolved,
    filling: { ...filling, ambiguous: [...filling.ambiguous, ...contradictions] },
    carried: Object.fromEntries(Object.entries(carried).filter(([slot]) => !open.has(slot))),
  }
}

/** "cancel it" is a no, unless the person has just spoken of a task. */
function cancelledTask(guesses: readonly Guess[], last: Turn | undefined): Guess | undefined {
  const isNo = guesses[0]?.intent === 'confirm.no' && last?.slots.task !== undefined
  return isNo ? guesses.find((guess) => guess.intent === 'task.cancel') : undefined
}
