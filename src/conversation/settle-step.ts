import { sentenceCard } from '../cards/sentence-card.ts'
import type { Card } from '../domain/card.ts'
import type { TaskId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { type PendingMessage, runs } from '../domain/projections.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import { type StepAnswer, waitingApprovals } from '../domain/workflows/approval.ts'
import { scopeFor } from '../queries/scope.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { toldOfWord, wordOnStep } from './word-on-step.ts'

/** Longer reasons are cut: they are shown on the card of the run. */
const LONGEST_REASON = 300

/** Answers a step in words, by the rules of its buttons. */
export async function settleStep(
  parts: ConversationParts,
  { by, groups, language }: PendingMessage,
  { task, step: named, yes, reason }: StepAnswer,
): Promise<Outcome> {
  const texts = textsIn(language)
  const words = texts.workflows
  const run = await parts.store.get(runs, task)
  const maySee =
    run !== undefined && (await scopeFor(parts, { user: by, groups, language }).mayRead('task.status', whereOf(run)))
  const unknown = { sentence: words.retry.unknown({ task }), why: 'outdated' } as const
  if (!run) return replyWith(toldCard(unknown))
  const waiting = waitingApprovals(run)
  const [only, ...others] = named === undefined ? waiting : waiting.filter((id) => id === named)
  if (only === undefined || others.length > 0) {
    if (!maySee) return replyWith(toldCard(unknown))
    return replyWith(toldCard({ sentence: howToSay(task, waiting, texts), why: 'outdated' }))
  }
  const why = reason === undefined ? {} : { reason: reason.slice(0, LONGEST_REASON) }
  const decide = await wordOnStep(parts, run, only, { by, groups, yes, ...why })
  return async (transaction) => {
    const answer = await decide(transaction)
    if (answer.kind === 'notYourRole' && !maySee) return toldCard(unknown)
    return toldCard(toldOfWord(answer, { run, step: only, yes }, texts))
  }
}

/** What to say instead, where it is not clear which step is meant, or none is there. */
function howToSay(task: TaskId, [one, ...others]: readonly string[], texts: Texts): string {
  const words = texts.workflows.answer
  if (one === undefined) return words.nothingWaits({ task })
  if (others.length === 0) return texts.changes.answer.sayExactly({ change: task })
  return words.whichStep({ task, steps: texts.formats.allOf([one, ...others]), one })
}

function toldCard({ sentence, why }: { readonly sentence: string; readonly why?: RefusalWhy }): Card {
  return why === undefined ? sentenceCard(sentence) : { ...sentenceCard(sentence), refuses: { why, reason: sentence } }
}
