import { sentenceCard } from '../cards/sentence-card.ts'
import { clockTime } from '../cards/words.ts'
import { answerChange, previewAnswer } from '../changes/approvals/answer-change.ts'
import type { ChangeResult } from '../changes/approvals/change-result.ts'
import { conditionsIn } from '../changes/approvals/conditions.ts'
import type { SaidAnswer } from '../changes/approvals/said-answer.ts'
import type { ChangeAnswerer } from '../changes/approvals/standings.ts'
import type { ChangeAnswer } from '../domain/approvals/decide-change.ts'
import type { Card } from '../domain/card.ts'
import type { ChangeId, ChangeRequest } from '../domain/change-request.ts'
import { changes, type PendingMessage } from '../domain/projections.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import type { Slots } from '../domain/understanding.ts'
import { nameOf } from '../queries/names.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { CONFIRMED } from './change-words.ts'
import { confirmGlass } from './confirm-glass.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'

/** Answers a change request in words, or with a form, which is about the plan that it was opened on. */
export async function settleChange(
  parts: ConversationParts,
  message: PendingMessage,
  { change: id, answer: said }: { readonly change: ChangeId; readonly answer: SaidAnswer },
  { round, [CONFIRMED]: confirmed }: Slots,
): Promise<Outcome> {
  const { by, groups, language } = message
  const texts = textsIn(language)
  const change = await parts.store.get(changes, id)
  if (!change)
    return replyWith(
      toldCard({ sentence: texts.changes.answer.unknown({ change: id }), why: 'outdated', brokeGlass: false }),
    )
  const answer = await answerFrom(parts, change, said)
  const answerer = { by, groups, round: round === undefined ? change.round : Number(round) }
  const isUnasked = answer.kind === 'break-glass' && confirmed === undefined
  if (isUnasked && (await previewAnswer(parts, change, answer, answerer)).kind === 'accept')
    return confirmGlass(parts, message, change, { reason: answer.reason, round: answerer.round })
  return async (transaction) => toldCard(await settled(parts, transaction, change.change, answer, answerer, texts))
}

export async function answerFrom(
  parts: ConversationParts,
  change: ChangeRequest,
  said: SaidAnswer,
): Promise<ChangeAnswer> {
  if (said.kind !== 'approve') return said
  const { conditions } = said
  return { kind: 'approve', conditions: conditions === undefined ? [] : await conditionsIn(parts, change, conditions) }
}

/** What whoever answered is told, and why where that is a refusal. */
export interface Settled {
  readonly sentence: string
  readonly why: RefusalWhy | undefined
  /** It started without the approvals it needed. */
  readonly brokeGlass: boolean
}

const toldCard = ({ sentence, why }: Settled): Card =>
  why === undefined ? sentenceCard(sentence) : { ...sentenceCard(sentence), refuses: { why, reason: sentence } }

export async function settled(
  parts: ConversationParts,
  transaction: Transaction,
  id: ChangeId,
  answer: ChangeAnswer,
  answerer: ChangeAnswerer,
  texts: Texts,
): Promise<Settled> {
  const result = await answerChange(parts, transaction, id, answer, answerer)
  const brokeGlass = result.kind === 'started' && result.brokeGlass
  return { sentence: await resultSentence(parts, id, result, texts), why: refusedAs(result.kind), brokeGlass }
}

/** Undefined for what leads to events of its own. */
export function refusedAs(kind: ChangeResult['kind']): RefusalWhy | undefined {
  switch (kind) {
    case 'own-change':
    case 'may-not':
    case 'no-reason':
    case 'others-can':
    case 'refused':
      return 'not-permitted'
    case 'not-the-asker':
      return 'not-theirs'
    case 'already':
    case 'approved-before':
    case 'ticked-before':
      return 'settled'
    case 'unknown':
      return 'outdated'
    case 'stopped':
      return 'stopped'
    case 'started':
    case 'recorded':
    case 'declined':
    case 'withdrawn':
    case 'expired':
    case 'moved':
      return undefined
  }
}

/** What whoever answered is told. */
async function resultSentence(
  { store }: ConversationParts,
  change: ChangeId,
  result: ChangeResult,
  texts: Texts,
): Promise<string> {
  const words = texts.changes.answer
  switch (result.kind) {
    case 'started':
      if (result.brokeGlass) return words.brokeGlass({ change })
      return result.task ? words.started({ change, task: result.task }) : words.done({ change })
    case 'recorded':
      if (result.missing > 0) return words.recorded({ change, missing: result.missing })
      return words.unticked({ change, count: result.unticked, by: await askerOf(store, change) })
    case 'declined':
    case 'withdrawn':
    case 'expired':
    case 'unknown':
      return words[result.kind]({ change })
    case 'moved':
      return result.askedAgain ? words.moved(result) : texts.changes.outcome.voided(result)
    case 'refused':
    case 'stopped':
      return result.sentence
    case 'own-change':
      return words.ownChange
    case 'others-can':
      return words.othersCan({ change })
    case 'no-reason':
      return words.noReason({ change })
    case 'approved-before':
      return words.approvedBefore
    case 'ticked-before':
      return words.tickedBefore
    case 'not-the-asker':
      return words.notTheAsker({ asker: await nameOf(store, result.asker) })
    case 'may-not':
      return mayNot(result.change, result.answer, texts)
    case 'already':
      return alreadySentence(result.change, result.state, store, texts)
  }
}

async function askerOf(store: ConversationParts['store'], change: ChangeId): Promise<string> {
  const found = await store.get(changes, change)
  return found ? nameOf(store, found.by) : ''
}

export function mayNot(
  { change, required }: ChangeRequest,
  answer: ChangeAnswer['kind'],
  { changes: { answer: words } }: Texts,
): string {
  if (answer === 'break-glass') return words.mayNotBreakGlass({ change })
  return words.mayNotDecide({ change, needs: required.map(({ why }) => why).join(' ') })
}

export async function alreadySentence(
  { by, brokeGlass }: ChangeRequest,
  state: Exclude<ChangeRequest['state'], { kind: 'pending' }>,
  store: ConversationParts['store'],
  { changes: words }: Texts,
): Promise<string> {
  const { already } = words.answer
  switch (state.kind) {
    case 'started':
      if (brokeGlass)
        return words.outcome.brokeGlass({ by: await nameOf(store, brokeGlass.by), reason: brokeGlass.reason })
      if (!state.task) return words.outcome.done({ time: clockTime(state.at) })
      return already.started({ task: state.task, time: clockTime(state.at) })
    case 'declined':
      return already.declined({ by: await nameOf(store, state.by), time: clockTime(state.at) })
    case 'withdrawn':
      return already.withdrawn({ by: await nameOf(store, by), time: clockTime(state.at) })
    case 'expired':
      return already.expired({ time: clockTime(state.at) })
    case 'voided':
      return words.outcome.voided(state)
  }
}
