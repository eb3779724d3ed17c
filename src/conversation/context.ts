import type { Confirmation } from '../domain/confirmation.ts'
import type { ThreadId, UserId } from '../domain/ids.ts'
import { byLabel, confirmations, conversations, questions, threadLabel } from '../domain/projections.ts'
import { type Question, REQUEST } from '../domain/question.ts'
import type { DialogueContext, ListedThing, Slots, Turn } from '../domain/understanding.ts'
import type { Documents } from '../ports/event-store.ts'

/** What is open between one person and the bot in one thread, and what was said before. */
export interface ThreadContext {
  readonly dialogue: DialogueContext
  readonly confirmation?: Confirmation
  readonly question?: Question
}

/** After an hour of silence nobody means what was said before, and no old question is being answered. */
const SESSION_MS = 60 * 60 * 1000

export async function readContext(
  documents: Documents,
  thread: ThreadId,
  by: UserId,
  now: Date,
  answers?: string,
): Promise<ThreadContext> {
  const mine = { labels: ['open', threadLabel(thread), byLabel(by)], limit: 1 }
  const [conversation, [confirmation], [latest], pressed] = await Promise.all([
    documents.get(conversations, thread),
    documents.list(confirmations, mine),
    documents.list(questions, mine),
    answers === undefined ? undefined : documents.get(questions, answers),
  ])
  const fresh = (at: string): boolean => now.getTime() - Date.parse(at) < SESSION_MS
  const question = pressed ?? (latest && fresh(latest.askedAt) ? latest : undefined)
  const turns = (conversation?.turns ?? []).filter(({ at }) => fresh(at))
  const waitingFor = waiting(question, confirmation)
  return {
    dialogue: { by, turns, listed: listedFor(by, turns), ...(waitingFor && { waitingFor }) },
    ...(confirmation && { confirmation }),
    ...(question && { question }),
  }
}

/**
 * What "the second one" may be: of the list this person was shown last, or else of the last one in the thread, which
 * everybody there has seen. A list of one would be "it", and is not once the person has spoken of something else.
 */
function listedFor(by: UserId, turns: readonly Turn[]): readonly ListedThing[] {
  const own = turns.filter((turn) => turn.by === by)
  const shown = own.findLast(({ listed }) => listed) ?? turns.findLast(({ listed }) => listed)
  const [only, ...others] = shown?.listed ?? []
  if (!shown || !only) return []
  if (others.length > 0) return [only, ...others]
  const since = own.slice(own.indexOf(shown) + 1)
  return shown.by === by && since.every(({ slots }) => isAbout(only, slots)) ? [only] : []
}

function isAbout({ kind, id, values }: ListedThing, slots: Slots): boolean {
  const said = ['service', 'environment', kind].map((slot) => [slots[slot], slot === kind ? id : values[slot]])
  return said.every(([value, known]) => value === undefined || value === known)
}

/** The question that was asked last is the one being answered. */
function waiting(
  question: Question | undefined,
  confirmation: Confirmation | undefined,
): DialogueContext['waitingFor'] {
  if (question && (!confirmation || question.askedAt >= confirmation.requestedAt)) {
    // What was wanted is not known yet, so no word may be taken to go on with it.
    if (question.slot === REQUEST) return { kind: 'slot', slot: REQUEST, intent: 'out_of_scope', slots: {} }
    return { kind: 'slot', slot: question.slot, intent: question.intent, slots: question.slots }
  }
  return confirmation && { kind: 'yes-or-no' }
}
