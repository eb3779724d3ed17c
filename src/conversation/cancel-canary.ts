import { sentenceCard } from '../cards/sentence-card.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { REQUEST } from '../domain/question.ts'
import { hasSwitched } from '../domain/run.ts'
import { scopeFor } from '../queries/scope.ts'
import { textsIn } from '../texts/texts-in.ts'
import { ask, numbered } from './ask.ts'
import { wholeRequest } from './decide.ts'
import { isAsNamed, runningCanaries, tellCanary } from './facts/canary.ts'
import type { AskedAbout } from './facts/fact.ts'
import { placesToTell } from './facts/places-to-tell.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { proposeInThread } from './propose-in-thread.ts'
import type { Reading } from './read-message.ts'

/** One row of buttons on every platform. */
const MOST_BUTTONS = 5

/** Proposes to cancel the task of the canary that is meant: of several, which one; where none is, how things stand. */
export async function cancelCanary(
  parts: ConversationParts,
  message: PendingMessage,
  reading: Reading,
  about: AskedAbout,
): Promise<Outcome> {
  const { by, groups, language, thread } = message
  const texts = textsIn(language)
  const scope = scopeFor(parts, { user: by, groups, language })
  const telling = { scope, thread, now: parts.clock.now(), language, texts }
  const told = await placesToTell(telling, about, 'task.status')
  if (told.kind === 'instead') return replyWith(told.card)
  const running = (await runningCanaries(scope, about)).filter((canary) => isAsNamed(canary, about))
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
  if (choices.length > MOST_BUTTONS)
    return replyWith(sentenceCard(words.nameOneToCancel({ choices: numbered(choices) })))
  return async (transaction, thought) => {
    const question = { kind: 'ask', slot: REQUEST, prompt: words.whichToCancel, choices } as const
    ask(parts, transaction, message, reading, question, thought)
    return undefined
  }
}
