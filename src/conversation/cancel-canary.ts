import { sentenceCard } from '../cards/sentence-card.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { REQUEST } from '../domain/question.ts'
import { hasSwitched } from '../domain/run.ts'
import { ask, numbered } from './ask.ts'
import { canariesNamed, MOST_CANARY_BUTTONS } from './canaries-named.ts'
import { wholeRequest } from './decide.ts'
import { tellCanary } from './facts/canary.ts'
import type { AskedAbout } from './facts/fact.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { proposeInThread } from './propose-in-thread.ts'
import type { Reading } from './read-message.ts'

/** Proposes to cancel the task of the canary that is meant: of several, which one; where none is, how things stand. */
export async function cancelCanary(
  parts: ConversationParts,
  message: PendingMessage,
  reading: Reading,
  about: AskedAbout,
): Promise<Outcome> {
  const named = await canariesNamed(parts, message, about)
  if (named.kind === 'instead') return replyWith(named.card)
  const { running, telling } = named
  const { scope, texts } = telling
  const stoppable = running.filter(({ run }) => !hasSwitched(run) && !run.cancelRequested)
  const permitted = await Promise.all(stoppable.map(({ plan }) => scope.mayRead('task.cancel', plan)))
  const allowed = stoppable.filter((_, index) => permitted[index])
  // Who may cancel none of them is refused for the first.
  const meant = allowed.length > 0 ? allowed : stoppable.slice(0, 1)
  const [only, ...others] = meant.map(({ run }) => ({ intent: 'task.cancel', slots: { task: run.task } }) as const)
  if (!only) return replyWith(await tellCanary({ kind: 'canary', asks: 'cancellation', about }, telling))
  if (others.length === 0) return proposeInThread(parts, message, { ...reading, ...only, model: undefined })
  const words = texts.facts.canary
  const choices = [only, ...others].map((request) => wholeRequest(request, texts))
  if (choices.length > MOST_CANARY_BUTTONS)
    return replyWith(sentenceCard(words.nameOneToCancel({ choices: numbered(choices) })))
  return async (transaction, thought) => {
    const question = { kind: 'ask', slot: REQUEST, prompt: words.whichToCancel, choices } as const
    ask(parts, transaction, message, reading, question, thought)
    return undefined
  }
}
