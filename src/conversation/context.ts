import { type Confirmation, isDue } from '../domain/confirmation.ts'
import type { ThreadId, UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { LastAsk } from '../domain/last-ask.ts'
import type { Zone } from '../domain/local-time.ts'
import { byLabel, confirmations, conversations, questions, threadLabel } from '../domain/projections.ts'
import { isOverdue, type Question, REQUEST } from '../domain/question.ts'
import type { DialogueContext, ListedThing, Slots, Turn } from '../domain/understanding.ts'
import type { Documents } from '../ports/event-store.ts'

/** Everything open between one person and the bot in one thread, and their earlier messages. */
export interface ThreadContext {
  readonly dialogue: DialogueContext
  /** Newest first. */
  readonly confirmations: readonly Confirmation[]
  /** Newest first. */
  readonly questions: readonly Question[]
  /** The question that words answer now, or whose button was pressed. */
  readonly question?: Question
  readonly lastAsk?: LastAsk
  /** What this person spoke last in the thread; absent where no words have shown it. */
  readonly language?: Language
}

/** After an hour of silence nobody refers to earlier messages. */
const SESSION_MS = 60 * 60 * 1000

export async function readContext(
  documents: Documents,
  thread: ThreadId,
  by: UserId,
  now: Date,
  answers?: string,
  timeZone?: Zone,
): Promise<ThreadContext> {
  const mine = { labels: ['open', threadLabel(thread), byLabel(by)] }
  const [conversation, openConfirmations, openQuestions] = await Promise.all([
    documents.get(conversations, thread),
    documents.list(confirmations, mine),
    documents.list(questions, mine),
  ])
  const open = openConfirmations.filter((confirmation) => !isDue(confirmation, now))
  const asked = openQuestions.filter((question) => !isOverdue(question, now))
  const lastAsk = conversation?.lastAsks?.[by]
  const question = answers === undefined ? answeredByWords(asked, lastAsk) : await documents.get(questions, answers)
  const language = conversation?.languages?.[by]
  const turns = (conversation?.turns ?? []).filter(({ at }) => now.getTime() - Date.parse(at) < SESSION_MS)
  const waitingFor = waiting(question, open.length > 0)
  return {
    dialogue: {
      by,
      turns,
      listed: listedFor(by, turns),
      ...(timeZone !== undefined && { timeZone }),
      ...(waitingFor && { waitingFor }),
    },
    confirmations: open,
    questions: asked,
    ...(question && { question }),
    ...(lastAsk && { lastAsk }),
    ...(language && { language }),
  }
}

/** Words answer the question that was asked last, until the person moves on; its buttons stay valid. */
function answeredByWords(open: readonly Question[], lastAsk: LastAsk | undefined): Question | undefined {
  if (lastAsk?.kind !== 'question' || lastAsk.movedOn) return undefined
  return open.find(({ question }) => question === lastAsk.id)
}

/**
 * The list that "the second one" refers to: the last one shown to this person, or else the last one in the thread, which
 * everybody there has seen. A list of one would be "it", until the person mentions something else.
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

function waiting(question: Question | undefined, awaitsConfirmation: boolean): DialogueContext['waitingFor'] {
  if (!question) return awaitsConfirmation ? { kind: 'yes-or-no' } : undefined
  // Nothing is known of the request yet, so no word may be read as a part of it.
  if (question.slot === REQUEST) return { kind: 'slot', slot: REQUEST, intent: 'out_of_scope', slots: {} }
  return { kind: 'slot', slot: question.slot, intent: question.intent, slots: question.slots }
}
