import type { ShownMessage } from '../../api/shapes.ts'

/** A conversation as far as it is known. */
export interface ConversationState {
  /** In the order in which they were said first, however often they were edited since. */
  readonly messages: readonly ShownMessage[]
  /** What was typed and has not come back yet. */
  readonly sending: readonly string[]
  /** Whether all that was said before is there. */
  readonly isComplete: boolean
}

export type Happened =
  | { readonly kind: 'opened' }
  | { readonly kind: 'written'; readonly messages: readonly ShownMessage[] }
  | { readonly kind: 'complete' }
  | { readonly kind: 'sent'; readonly text: string }
  | { readonly kind: 'not-sent'; readonly text: string }

export const NOTHING_SAID: ConversationState = { messages: [], sending: [], isComplete: false }

export function afterHappening(state: ConversationState, happened: Happened): ConversationState {
  switch (happened.kind) {
    case 'opened':
      return NOTHING_SAID
    case 'written':
      return withWritten(state, happened.messages)
    case 'complete':
      return { ...state, isComplete: true }
    case 'sent':
      return { ...state, sending: [...state.sending, happened.text] }
    case 'not-sent':
      return { ...state, sending: withoutOne(state.sending, happened.text) }
  }
}

/** An edit takes the place of what it edits; of two states of a message, the later one stays. */
function withWritten(state: ConversationState, written: readonly ShownMessage[]): ConversationState {
  const byId = new Map(state.messages.map((message) => [message.id, message]))
  let { sending } = state
  for (const message of written) {
    const known = byId.get(message.id)
    if (known && known.position >= message.position) continue
    byId.set(message.id, message)
    if (!known && message.from === 'you') sending = withoutOne(sending, message.content)
  }
  return { ...state, messages: [...byId.values()].toSorted(inOrder), sending }
}

const inOrder = (one: ShownMessage, other: ShownMessage): number =>
  one.at === other.at ? one.position - other.position : one.at < other.at ? -1 : 1

function withoutOne(texts: readonly string[], text: string): readonly string[] {
  const index = texts.indexOf(text)
  return index < 0 ? texts : texts.toSpliced(index, 1)
}

/** Whether the bot still owes a first word to what was said last. */
export function awaitsAnswer({ messages, sending }: ConversationState): boolean {
  if (sending.length > 0) return true
  const last = messages.findLast(({ from }) => from === 'you')
  return last !== undefined && !messages.some(({ correlation_id }) => correlation_id === last.id)
}
