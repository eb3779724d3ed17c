import { sentenceCard } from '../cards/sentence-card.ts'
import { type AnswerResult, answerConfirmation } from '../changes/answer-confirmation.ts'
import type { Card } from '../domain/card.ts'
import type { TaskId } from '../domain/ids.ts'
import { type PendingMessage, runs, schedules, threadLabel } from '../domain/projections.ts'
import { type Question, REQUEST } from '../domain/question.ts'
import { saysToStop } from '../domain/spoken-answer.ts'
import type { Documents } from '../ports/event-store.ts'
import { waitingFor } from '../queries/waiting-for.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { answerSentence, refusedBecause } from './answer-sentence.ts'
import { approvedLoosely } from './approved-loosely.ts'
import { dropQuestion } from './ask.ts'
import { askOpenAgain } from './ask-open-again.ts'
import { readContext, type ThreadContext } from './context.ts'
import { decideWords, type SaidWords, type WordsDecision } from './decide-words.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { proposeInThread } from './propose-in-thread.ts'

/** Handles a typed yes or no. */
export async function answerInWords(
  parts: ConversationParts,
  message: PendingMessage,
  context: ThreadContext,
  yes: boolean,
): Promise<Outcome> {
  const { edits } = message
  const said = { message: message.message, text: message.text, overheard: message.overheard === true, edits }
  const texts = textsIn(message.language)
  const decision = decideWords(yes, said, context, texts)
  switch (decision.kind) {
    case 'confirm':
      return confirm(parts, message, said, decision)
    case 'withdraw':
      return withdraw(parts, message, decision)
    case 'ask-again':
      return async (transaction) => {
        await askOpenAgain(parts, transaction, decision.open, decision.why)
        return undefined
      }
    case 'nothing-open':
      return (
        (await cancelRunning(parts, message)) ??
        replyWith((await approvedLoosely(parts, message)) ?? sentenceCard(await nothingOpen(parts, message, yes)))
      )
  }
}

/** "cancel it" right after a start means the task of this thread, when there is just one. */
async function cancelRunning(parts: ConversationParts, message: PendingMessage): Promise<Outcome | undefined> {
  if (!saysToStop(message.text)) return undefined
  const task = await onlyTaskIn(parts, message)
  return task && proposeInThread(parts, message, { intent: 'task.cancel', slots: { task } })
}

/** The one unfinished task of this thread; undefined when there are several. */
async function onlyTaskIn({ store }: ConversationParts, { thread }: PendingMessage): Promise<TaskId | undefined> {
  const [active, scheduled] = await Promise.all([
    store.list(runs, { labels: ['active'] }),
    store.list(schedules, { labels: ['open', threadLabel(thread)] }),
  ])
  const [run, ...others] = [...active.filter((one) => one.thread === thread), ...scheduled]
  return others.length > 0 ? undefined : run?.task
}

async function confirm(
  parts: ConversationParts,
  { thread, by, groups, language }: PendingMessage,
  said: SaidWords,
  { confirmation }: Extract<WordsDecision, { kind: 'confirm' }>,
): Promise<Outcome> {
  const texts = textsIn(language)
  const apply = await answerConfirmation(parts, confirmation, { by, groups, yes: true })
  return async (transaction) => {
    // Assessing the risk again may have taken seconds, in which its person may have said "no, wait".
    const now = await readContext(parts.store, thread, by, parts.clock.now())
    const decision = decideWords(true, said, now, texts)
    if (decision.kind !== 'ask-again') return cardOf(await apply(transaction), parts.store, texts)
    await askOpenAgain(parts, transaction, decision.open, decision.why)
    return undefined
  }
}

/** A single plan says on its own card that it was cancelled; several are listed. */
async function withdraw(
  parts: ConversationParts,
  { by, groups, language }: PendingMessage,
  { confirmations, questions }: Extract<WordsDecision, { kind: 'withdraw' }>,
): Promise<Outcome> {
  const texts = textsIn(language)
  const words = texts.conversation
  const answers = await Promise.all(
    confirmations.map((confirmation) => answerConfirmation(parts, confirmation, { by, groups, yes: false })),
  )
  return async (transaction) => {
    const titles: string[] = []
    // A button may have been quicker: what has started is never called withdrawn.
    const tooLate: string[] = []
    for (const [index, { plan }] of confirmations.entries()) {
      const result = await answers[index]?.(transaction)
      const notice = result && (await answerSentence(result, parts.store, texts))
      if (notice === undefined) titles.push(planTitle(plan, texts))
      else tooLate.push(confirmations.length > 1 ? `${planTitle(plan, texts)}: ${notice}` : notice)
    }
    for (const asked of questions)
      if (await dropQuestion(transaction, asked.question)) titles.push(titleOf(asked, texts))
    if (tooLate.length > 0) return sentenceCard([...tooLate, ...withdrawn(words.withdrawn, titles)].join('\n'))
    if (titles.length > 1) return sentenceCard(withdrawn(words.nothingStartedWithdrawn, titles).join('\n'))
    return questions[0] && sentenceCard(droppedSentence(questions[0], texts))
  }
}

/** A question by what it asks; several requests by their names, since their question takes lines of its own. */
function titleOf({ several, choices, prompt }: Question, { formats }: Texts): string {
  return several ? formats.allOf(choices.map(({ value }) => formats.quoted(value))) : prompt
}

function withdrawn(heading: string, titles: readonly string[]): readonly string[] {
  return titles.length === 0 ? [] : [heading, ...titles.map((title) => `• ${title}`)]
}

function droppedSentence({ slot }: Question, { conversation }: Texts): string {
  return slot === REQUEST ? conversation.sayOtherwise : conversation.nothingStarted
}

async function cardOf(result: AnswerResult, documents: Documents, texts: Texts): Promise<Card | undefined> {
  const sentence = await answerSentence(result, documents, texts)
  const why = refusedBecause(result)
  return sentence === undefined
    ? undefined
    : { ...sentenceCard(sentence), ...(why && { refuses: { why, reason: sentence } }) }
}

const ELSEWHERE_NAMED = 3

/**
 * Names what waits for this person in other threads, since they may have meant that. A no that comes after the start, such
 * as "wait", is told which task is running.
 */
async function nothingOpen(parts: ConversationParts, message: PendingMessage, yes: boolean): Promise<string> {
  const { plans, inPrivate } = await waitingFor(parts, message.by, message.direct)
  const task = yes ? undefined : await onlyTaskIn(parts, message)
  const texts = textsIn(message.language)
  const { conversation: words, confirmations, formats } = texts
  const goesOn = task === undefined ? [] : [words.keepsRunning({ task })]
  const named = plans
    .slice(0, ELSEWHERE_NAMED)
    .map(({ plan }) => formats.quoted(confirmations.question({ title: planTitle(plan, texts) })))
  const elsewhere = [...named, ...(inPrivate > 0 ? [words.somethingInPrivate] : [])].join(', ')
  if (elsewhere === '') return [words.nothingWaits, ...goesOn].join(' ')
  return [words.nothingWaitsHere, ...goesOn, words.elsewhere({ asked: elsewhere })].join(' ')
}
