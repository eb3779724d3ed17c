import type { ShipmateEvent } from './events.ts'
import type { UserId } from './ids.ts'

/** What the bot asked one person last in a thread, and what was said there since. */
export interface LastAsk {
  readonly kind: 'confirmation' | 'question'
  readonly id: string
  /** Messages of this person since, oldest first, at most {@link OWN_KEPT}. */
  readonly own: readonly string[]
  /** Somebody else spoke in the thread since. */
  readonly othersSpoke: boolean
  /** This person has moved on to something else since; their words no longer answer the question. */
  readonly movedOn: boolean
}

export type LastAsks = Readonly<Record<UserId, LastAsk>>

/** More than one is as good as any number; a few are kept so that each is recognised when it is handled. */
const OWN_KEPT = 5

/** Small talk, a look at the help and words that ask for nothing: the question they came after still stands. */
const STAYS_WITH_QUESTION: ReadonlySet<string> = new Set([
  'chat.greet',
  'chat.thank',
  'help.show',
  'access.show',
  'account.console',
  'account.link',
  'account.unlink',
  'account.tokens',
  'account.token.create',
  'account.token.revoke',
  'confirm.yes',
  'out_of_scope',
])

/** Folds one event of the thread. Returns the same object when nothing has changed. */
export function evolveLastAsks(before: LastAsks, body: ShipmateEvent): LastAsks {
  switch (body.type) {
    case 'confirmation.requested':
      return asked(before, body.by, 'confirmation', body.confirmation)
    case 'question.asked':
      return asked(before, body.by, 'question', body.question)
    case 'message.received':
      return spoken(before, body.received.by, body.message)
    case 'message.overheard':
      return spoken(before, body.by, body.message)
    case 'message.handled':
      return handled(before, body.by, body.message, body.intent)
    default:
      return before
  }
}

function asked(before: LastAsks, by: UserId, kind: LastAsk['kind'], id: string): LastAsks {
  return { ...before, [by]: { kind, id, own: [], othersSpoke: false, movedOn: false } }
}

function spoken(before: LastAsks, by: UserId, message: string): LastAsks {
  const changes = Object.entries(before).flatMap(([person, ask]) => {
    if (person !== by) return ask.othersSpoke ? [] : [[person, { ...ask, othersSpoke: true }]]
    return ask.own.length >= OWN_KEPT ? [] : [[person, { ...ask, own: [...ask.own, message] }]]
  })
  return changes.length === 0 ? before : { ...before, ...Object.fromEntries(changes) }
}

/** The message that led to the ask was received before it, so it never counts as moving on. */
function handled(before: LastAsks, by: UserId, message: string, intent: string): LastAsks {
  const ask = before[by]
  if (!ask || ask.movedOn || STAYS_WITH_QUESTION.has(intent)) return before
  // After so many that no more are kept, any message counts as one of them.
  if (!ask.own.includes(message) && ask.own.length < OWN_KEPT) return before
  return { ...before, [by]: { ...ask, movedOn: true } }
}

/** Whether this message is the first thing its person said since they were asked. */
export function answersDirectly({ own }: LastAsk, message: string): boolean {
  return own.length === 1 && own[0] === message
}
