import { sentenceCard } from '../cards/sentence-card.ts'
import type { TaskId } from '../domain/ids.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { REQUEST } from '../domain/question.ts'
import { decidePromotion } from '../domain/run-decisions.ts'
import { nameOf } from '../queries/names.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { ask, numbered } from './ask.ts'
import { canariesNamed, MOST_CANARY_BUTTONS } from './canaries-named.ts'
import { type CanaryRun, tellCanary } from './facts/canary.ts'
import type { AskedAbout } from './facts/fact.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { proposeRequest } from './propose-in-thread.ts'
import type { Reading } from './read-message.ts'

/**
 * Proposes to promote the canary that is meant. Of several, its person is asked which one; where none is, they hear how
 * things stand there.
 */
export async function promoteCanary(
  parts: ConversationParts,
  message: PendingMessage,
  reading: Reading,
  about: AskedAbout,
): Promise<Outcome> {
  const named = await canariesNamed(parts, message, about)
  if (named.kind === 'instead') return replyWith(named.card)
  const { running, telling } = named
  const { scope, texts } = telling
  const [canary, ...others] = await meantOf(running, (plan) => scope.mayRead('deploy.start', plan))
  if (!canary) return replyWith(await tellCanary({ kind: 'canary', asks: 'promotion', about }, telling))
  if (others.length > 0) return askWhich(parts, message, reading, [canary, ...others])
  const { task } = canary.run
  const { service, environment } = canary.plan
  return proposeRequest(parts, message, {
    request: { kind: 'promote', task, service, environment },
    carried: await besides(parts, task, reading, texts),
  })
}

/** What is said on its card; a wish to tell somebody is not kept, since who hears of its task was settled with it. */
async function besides(
  { store }: ConversationParts,
  task: TaskId,
  { note, tell = [], telling, untold }: Reading,
  { facts, formats }: Texts,
): Promise<string | undefined> {
  const names = formats.allOf(await Promise.all(tell.map((user) => nameOf(store, user))))
  const told = tell.length > 0 ? [facts.canary.cannotTell({ names, task }), untold] : [telling]
  return [note, ...told].filter((one) => one !== undefined).join(' ') || undefined
}

/** Those on trial before those that are not, and those that the person may promote before those that they may not. */
async function meantOf(
  running: readonly CanaryRun[],
  mayPromote: (plan: CanaryRun['plan']) => Promise<boolean>,
): Promise<readonly CanaryRun[]> {
  const onTrial = running.filter(({ run }) => decidePromotion(run).kind === 'promote')
  const meant = onTrial.length > 0 ? onTrial : running.slice(0, 1)
  const allowed = await Promise.all(meant.map(({ plan }) => mayPromote(plan)))
  const permitted = meant.filter((_, index) => allowed[index])
  // Who may promote none of them is refused for the first.
  return permitted.length > 0 ? permitted : meant.slice(0, 1)
}

function askWhich(
  parts: ConversationParts,
  message: PendingMessage,
  reading: Reading,
  canaries: readonly CanaryRun[],
): Outcome {
  const words = textsIn(message.language).facts.canary
  // Its words ask for the canary at that place, whichever it is by then: it is confirmed by its task.
  const choices = canaries.map(({ plan }) => ({ value: words.promoteOne(plan) }))
  if (choices.length > MOST_CANARY_BUTTONS)
    return replyWith(sentenceCard(words.nameOne({ choices: numbered(choices) })))
  return async (transaction, thought) => {
    const question = { kind: 'ask', slot: REQUEST, prompt: words.whichToPromote, choices } as const
    ask(parts, transaction, message, reading, question, thought)
    return undefined
  }
}
