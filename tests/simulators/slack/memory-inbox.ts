import type { Card } from '../../../src/domain/card.ts'
import type { Form } from '../../../src/domain/form.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type {
  ButtonPress,
  DeletedMessage,
  EditedMessage,
  FormAnswer,
  Inbox,
  IncomingMessage,
  PressAnswer,
  SentForm,
  Suggestion,
} from '../../../src/ports/chat-platform.ts'

export interface MemoryInbox extends Inbox {
  /** What was taken in, each once. */
  readonly messages: IncomingMessage[]
  readonly edits: EditedMessage[]
  readonly deletions: DeletedMessage[]
  readonly presses: ButtonPress[]
  readonly names: Map<UserId, string>
  /** How often something was handed over, seen before or not. */
  handed: number
  /** What happens before a message or press is taken in; throws or waits to be in trouble. */
  before: () => Promise<void>
  answer: PressAnswer
  /** Shown to whoever presses, where given; whether a window opened each time. */
  shows: Form | undefined
  readonly opened: boolean[]
  readonly forms: SentForm[]
  formAnswer: FormAnswer
  /** What a page of somebody's own shows, and who has opened one. */
  page: readonly Card[]
  readonly viewers: UserId[]
  prompts: readonly string[]
  /** Names that may be chosen, by slot. */
  known: Readonly<Partial<Record<Suggestion['slot'], readonly string[]>>>
  readonly suggested: Suggestion[]
}

/** Takes in what it has not seen before under any of its keys. */
export function createMemoryInbox(): MemoryInbox {
  const seen = new Set<string>()
  const isNew = (keys: readonly string[]) => {
    const known = keys.some((key) => seen.has(key))
    for (const key of keys) seen.add(key)
    return !known
  }
  const inbox: MemoryInbox = {
    messages: [],
    edits: [],
    deletions: [],
    presses: [],
    names: new Map(),
    handed: 0,
    before: async () => {},
    answer: {},
    shows: undefined,
    opened: [],
    forms: [],
    formAnswer: {},
    page: [],
    viewers: [],
    prompts: [],
    known: {},
    suggested: [],
    async message(message) {
      inbox.handed += 1
      await inbox.before()
      if (isNew(message.keys)) inbox.messages.push(message)
    },
    async edited(edit) {
      inbox.handed += 1
      await inbox.before()
      if (isNew(edit.keys)) inbox.edits.push(edit)
    },
    async deleted(deletion) {
      inbox.handed += 1
      await inbox.before()
      if (isNew(deletion.keys)) inbox.deletions.push(deletion)
    },
    async press(press, showForm) {
      inbox.handed += 1
      await inbox.before()
      if (inbox.shows) inbox.opened.push((await showForm?.(inbox.shows)) ?? false)
      if (isNew(press.keys)) inbox.presses.push(press)
      return inbox.answer
    },
    async form(sent) {
      await inbox.before()
      if (isNew(sent.keys)) inbox.forms.push(sent)
      return inbox.formAnswer
    },
    async named(person, name) {
      inbox.names.set(person, name)
    },
    async suggest(asked) {
      inbox.suggested.push(asked)
      return (inbox.known[asked.slot] ?? []).filter((name) => name.includes(asked.typed))
    },
    async home({ by }) {
      inbox.viewers.push(by)
      return inbox.page
    },
    examples: async () => inbox.prompts,
  }
  return inbox
}
