import type { AssistantProposal } from './assistant-proposal.ts'
import type { Card } from './card.ts'
import type { GroupId, ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
import type { Zone } from './local-time.ts'
import type { StructuredRequest } from './structured-request.ts'
import type { Slots } from './understanding.ts'

export interface ReceivedMessage {
  readonly thread: ThreadId
  readonly by: UserId
  /** What the platform calls this person, when it said so. */
  readonly name?: string
  readonly groups: readonly GroupId[]
  /** Said where only this person and the bot read. */
  readonly direct: boolean
  readonly text: string
  /** The language that its words show; absent where they show none, and from messages of older versions. */
  readonly language?: Language
  /** How its person's platform is set, where the message itself said so. */
  readonly locale?: string
  /** The zone of the clocks that its person means; of the IANA database. */
  readonly timeZone?: Zone
  /** What it asks for where it came as data, such as a button or the options of a command; its text only shows it then. */
  readonly request?: StructuredRequest
  /** It comes from an assistant: what it asks for is proposed to people, whatever the policy says. */
  readonly proposal?: AssistantProposal
  /** The question whose button said it. */
  readonly answers?: string
  /** Not said to the bot, only near it, by somebody it was waiting for. */
  readonly overheard?: true
  /** The message whose place it takes, since its person has edited that one. */
  readonly edits?: string
}

/** One message said to the bot and what became of it. Stream `message-<id>`. */
export type MessageEvent =
  | { readonly type: 'message.received'; readonly message: string; readonly received: ReceivedMessage }
  /** People talk beside the bot in a thread where it waits for an answer. What they said is not kept. */
  | { readonly type: 'message.overheard'; readonly message: string; readonly thread: ThreadId; readonly by: UserId }
  /** A language model is being asked and takes its time; people see that. */
  | {
      readonly type: 'message.pondered'
      readonly message: string
      readonly thread: ThreadId
      readonly language?: Language
    }
  | {
      readonly type: 'message.handled'
      readonly message: string
      readonly thread: ThreadId
      readonly by: UserId
      readonly intent: string
      readonly slots: Slots
      readonly via: string
      /** The language model that read it, if one did. */
      readonly model?: string
      /** What the bot says to it; absent when a question, a plan or a task speaks for itself. */
      readonly reply?: Card
      /** The questions, plans and offers that it has opened itself, where it has started nothing besides. */
      readonly asked?: readonly OpenedAsk[]
    }
  | MessageEdited
  | MessageUnchanged
  | MessageDeleted

/** A question, a plan or an offer that somebody is asked about. */
export interface OpenedAsk {
  readonly kind: 'confirmation' | 'question' | 'handover'
  readonly id: string
}

/** Its person has changed its words. */
export interface MessageEdited {
  readonly type: 'message.edited'
  readonly message: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly language?: Language
  /** The message that takes its place. */
  readonly as?: string
  /**
   * Why there is none: what it had opened was closed, since the new words are not said to the bot; or it was edited before it
   * came. Where this is absent too, the edit came too late. Its person is told in each case.
   */
  readonly instead?: 'closed' | 'unread'
  /** A thought is shown under it. */
  readonly pondered?: true
  /** By the platform's clock; absent where it does not tell, and in events of older versions. */
  readonly editedAt?: string
}

/** Its person has edited it back to the words that it has here: what older edits said does not count any more. */
export interface MessageUnchanged {
  readonly type: 'message.unchanged'
  readonly message: string
  readonly editedAt: string
}

/** Its person has deleted it while nothing had come of it but a question. */
export interface MessageDeleted {
  readonly type: 'message.deleted'
  readonly message: string
  readonly thread: ThreadId
  readonly by: UserId
  readonly language?: Language
  /** A thought is shown under it. */
  readonly pondered?: true
}

export function messageStream(message: string): string {
  return `message-${message}`
}

/** Nothing more comes of it: it was answered, or its person has edited or deleted it before. */
export function isOver(history: readonly { readonly body: { readonly type: string } }[]): boolean {
  return history.some(({ body }) => OVER.has(body.type))
}

const OVER: ReadonlySet<string> = new Set<MessageEvent['type']>([
  'message.handled',
  'message.edited',
  'message.deleted',
])

/** The key of the message in the thread that answers this one. */
export function replyKey(message: string): string {
  return `reply-${message}`
}
