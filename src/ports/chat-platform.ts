import type { AssistantProposal } from '../domain/assistant-proposal.ts'
import type { ButtonAsks, Card } from '../domain/card.ts'
import { BotError } from '../domain/errors.ts'
import type { Form } from '../domain/form.ts'
import type { CorrelationId, GroupId, MessageRef, ThreadId, UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Standing } from '../domain/standing.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { Capacity } from './capacity.ts'
import type { Home } from './home.ts'
import type { LocaleDirectory, PersonLocale } from './person-locale.ts'
import type { NameDirectory } from './person-names.ts'
import type { PostingLimits } from './posting-limits.ts'
import type { Undelivered } from './undelivered.ts'

/** Where a message goes: into a thread, or to one person directly. */
export type Destination =
  | { readonly kind: 'thread'; readonly thread: ThreadId }
  | { readonly kind: 'direct'; readonly user: UserId }

export interface PostOptions {
  /** One per message for ever, at most 64 characters. A message posted under a key is never posted again. */
  readonly key: string
  /** True when an earlier try may have got through, so the platform is to be asked before posting. */
  readonly mayExist: boolean
  /** Of what it belongs to, where it is known. */
  readonly correlationId?: CorrelationId
}

/**
 * Says things on one platform.
 *
 * Both calls throw {@link RateLimitedError} when the platform asks to wait, {@link UndeliverableError} when trying again
 * cannot help (channel gone, bot removed), and any other error when it may.
 */
export interface ChatPlatform {
  /** The prefix of its ids: `slack`, `discord`, `terminal`. */
  readonly name: string
  post(to: Destination, card: Card, options: PostOptions): Promise<MessageRef>
  edit(message: MessageRef, card: Card): Promise<void>
  /** How fast it takes messages; left out: as fast as they come. */
  readonly limits?: PostingLimits
  /** What one message carries whole; left out: everything. A longer answer is several messages. */
  readonly capacity?: Capacity
  /** The thread in which answers to a message of a channel stand; left out where messages have none of their own. */
  threadUnder?(message: MessageRef): ThreadId
}

/** What a platform said of somebody without being asked, and when. */
export interface ToldUnasked<Value> {
  readonly value: Value
  readonly asOf: Date
}

/**
 * Which groups a person is in, asked of the platform. Throws when the platform does not answer: {@link RateLimitedError}
 * where it only asks to wait.
 */
export interface GroupDirectory {
  groupsOf(user: UserId): Promise<readonly GroupId[]>
  /** The same as a message or press of theirs said it, all groups; undefined where none did. Left out where none does. */
  toldOf?(user: UserId): ToldUnasked<readonly GroupId[]> | undefined
  /** What people call a group, such as `@release-managers`; undefined for one that is not there. May throw. */
  nameOf?(group: GroupId): Promise<string | undefined>
  /** Who is in a group; undefined where the platform does not list them. May throw. */
  membersOf?(group: GroupId): Promise<readonly UserId[] | undefined>
}

/** How people belong to where the bot is at home, asked of the platform. Throws as {@link GroupDirectory} does. */
export interface StandingDirectory {
  standingOf(user: UserId): Promise<Standing>
  /** The same as a message or press of theirs said it; undefined where none did. Left out where none does. */
  toldOf?(user: UserId): ToldUnasked<Standing> | undefined
}

/** How a message reached the bot. `direct`: where only its author and the bot read, commands too. `overheard`: not said to the bot, in a thread that it may be waiting for an answer in. */
export type Addressed = 'mention' | 'direct' | 'command' | 'overheard'

/** `locale` and `timeZone`: where the payload itself says them; the directory is asked for the rest. */
export interface IncomingMessage extends PersonLocale {
  /**
   * Every name under which the platform may deliver this same message again, each beginning with the platform's name:
   * the event id, and channel with time stamp (so that `message` and `app_mention` count as one).
   */
  readonly keys: readonly string[]
  /** A UUID that it is to have in the log, where what comes of it must be found again; left out: a new one. */
  readonly id?: string
  readonly thread: ThreadId
  readonly by: UserId
  /** What the platform calls this person, when the payload says it. */
  readonly name?: string
  /** Groups the payload itself names (Discord roles); the directory is asked for the rest. */
  readonly groups?: readonly GroupId[]
  readonly addressed: Addressed
  /** As typed, the platform's own markup included; only the bot's own mention is left out, and no other. */
  readonly text: string
  /** What the options of a command ask for; `text` then only shows it. */
  readonly request?: StructuredRequest
  /** It comes from an assistant, which only proposes. */
  readonly proposal?: AssistantProposal
}

/** A message that its person has changed since. */
export interface EditedMessage {
  /** As of {@link IncomingMessage}, of this edit. */
  readonly keys: readonly string[]
  /** The id that the message was given when it was said; it is unknown where that was not to the bot. */
  readonly message: string
  readonly by: UserId
  /** Groups the payload itself names. */
  readonly groups?: readonly GroupId[]
  /** How the new words reach the bot; left out: as the message did. */
  readonly addressed?: Addressed
  readonly text: string
  /** When the message itself was said; left out where the platform does not tell. */
  readonly saidAt?: Date
  /** When it was edited, by the platform's clock: an older edit may come later. Left out where the platform does not tell. */
  readonly editedAt?: Date
}

/** A message that is gone. Platforms do not say who has deleted it. */
export type DeletedMessage = Pick<EditedMessage, 'keys' | 'message' | 'saidAt'>

export interface ButtonPress extends PersonLocale {
  readonly keys: readonly string[]
  readonly thread: ThreadId
  readonly by: UserId
  readonly groups?: readonly GroupId[]
  /** Pressed where only this person and the bot read. */
  readonly direct?: boolean
  readonly button: string
  /** The platform has no dialog of its own: a button that asks first is answered with what it asks, and nothing is recorded. */
  readonly mayAsk?: true
}

/** What the person who pressed is told, only to them; undefined when the card itself shows it. */
export interface PressAnswer {
  readonly notice?: string
  /** Only where the press {@link ButtonPress.mayAsk}: nothing counts until it is pressed again without that. */
  readonly asks?: AskedFirst
}

/** What somebody is asked before their press counts. */
export interface AskedFirst extends ButtonAsks {
  /** What a no is answered with. */
  readonly declined: string
  /** How to answer where nothing can be pressed. */
  readonly howToAnswer: string
}

/** Shows a form to whoever has pressed. False where no window opens: then the thread asks. Never throws. */
export type ShowForm = (form: Form) => Promise<boolean>

/** What somebody has typed into a form. */
export interface SentForm extends Omit<ButtonPress, 'button' | 'mayAsk'> {
  readonly form: string
  readonly text: string
}

export interface FormAnswer extends PressAnswer {
  /** What is wrong with what was typed: nothing was recorded, and it may be sent again. */
  readonly problem?: string
}

/**
 * What adapters hand to the core. `message` resolves once the message is safely in the log (or was there already), and
 * throws {@link UnavailableError} or {@link BusyError} when it is not: then the platform must be left to deliver it again.
 */
export interface Inbox extends Home {
  message(message: IncomingMessage): Promise<void>
  /** Recorded, or of no concern, once it resolves; throws as `message` does. Never runs what was asked a second time. */
  edited(edit: EditedMessage): Promise<void>
  deleted(deletion: DeletedMessage): Promise<void>
  /** @param showForm Left out where the platform has no windows. */
  press(press: ButtonPress, showForm?: ShowForm): Promise<PressAnswer>
  form(sent: SentForm): Promise<FormAnswer>
  /** What the platform calls somebody, learned beside their messages: none of these waits for it. */
  named(person: UserId, name: string): Promise<void>
  /** Names for a slash command's autocomplete that hold what was typed, best first; none for who may use none. */
  suggest(asked: Suggestion): Promise<readonly string[]>
}

/** What platforms show of a command, to each person in their language. Its name is the same for everybody: people tell it to each other. */
export type Described = Readonly<Record<Language, string>>

/** A command with options, where a platform has such. Each option is a slot of the intent. */
export interface SlashCommand {
  readonly name: string
  readonly description: Described
  readonly intent: string
  readonly options: readonly SlashOption[]
}

export interface SlashOption {
  readonly slot: string
  readonly description: Described
  readonly required?: true
  /** All that may be chosen; else it is typed, with suggestions. */
  readonly choices?: readonly string[]
}

export interface Suggestion {
  /** What the command asks for: only places where its person may have that are named. */
  readonly intent: string
  readonly slot: 'service' | 'environment' | 'ref'
  readonly typed: string
  readonly by: UserId
  readonly groups?: readonly GroupId[]
  /** What the same command already says of the service, whose versions are then suggested. */
  readonly service?: string
}

/** Never throws, and may be called when the answer is already there. */
export type StopThinking = () => Promise<void>

/** A connected platform. `stop` takes nothing new in and resolves when what was taken in is handed over. */
export interface ConnectedChat extends ChatPlatform {
  /** Shows nothing of what was said before it was connected, as a terminal does. */
  readonly startsBlank?: true
  readonly groups?: GroupDirectory
  /** Left out where everybody who can talk to the bot belongs there, as at a terminal. */
  readonly standings?: StandingDirectory
  /** Left out where payloads say all that the platform knows. */
  readonly locales?: LocaleDirectory
  /** Left out where nobody is named who has not spoken. */
  readonly names?: NameDirectory
  /**
   * Shows that an answer to what was said in a thread is on its way, and resolves with what takes that away again;
   * undefined where nothing can show it there: then a message says it. Never throws.
   * @param words What it does, such as “is thinking…”, where the platform shows words.
   */
  thinking?(thread: ThreadId, words: string): Promise<StopThinking | undefined>
  /** Something has changed that pages of people's own may show; see {@link Home}. Returns at once. */
  homeChanged?(): void
  /** Seconds-old facts for `/ready` and `doctor`. */
  state(): { readonly connected: boolean; readonly lastEventAt?: Date }
  stop(): Promise<void>
}

export class RateLimitedError extends BotError {
  override readonly name = 'RateLimitedError'
  readonly code = 'rate_limited'
  readonly userMessage = 'The chat platform asked me to slow down; I will continue in a moment.'
  readonly retryAfterMs: number
  /** `call`: this kind of call in this channel. `message`: something that only this message needed, such as a look at a channel. */
  readonly scope: 'message' | 'call' | 'platform'
  constructor(
    platform: string,
    retryAfterMs: number,
    { scope = 'call', ...options }: ErrorOptions & { readonly scope?: RateLimitedError['scope'] } = {},
  ) {
    super(`${platform} asks to wait ${retryAfterMs} ms`, options)
    this.retryAfterMs = retryAfterMs
    this.scope = scope
  }
}

/** Thrown when a message can never be delivered where it should go. */
export class UndeliverableError extends BotError {
  override readonly name = 'UndeliverableError'
  readonly code = 'undeliverable'
  readonly userMessage = 'I cannot post there. Please invite me to the channel, or write to me directly.'
  readonly why: Undelivered
  constructor(message: string, { why = 'refused', ...options }: ErrorOptions & { readonly why?: Undelivered } = {}) {
    super(message, options)
    this.why = why
  }
}

/** Thrown when what was said could not be stored. Nothing was recorded; the same message may come again. */
export class UnavailableError extends BotError {
  override readonly name = 'UnavailableError'
  readonly code = 'unavailable'
  readonly userMessage =
    'My database does not answer, so your message is not recorded yet. If you hear nothing in the next few minutes, please send it again.'
}

/** Thrown at once when too much comes in at a time. Nothing was recorded; the same message may come again. */
export class BusyError extends BotError {
  override readonly name = 'BusyError'
  readonly code = 'busy'
  readonly userMessage =
    'I am receiving too many messages at once, so yours was not recorded. Please send it again in a minute.'
}

/** Thrown when to record something takes longer than Slack waits. It may be recorded yet; the same message comes again. */
export class SlowInboxError extends BotError {
  override readonly name = 'SlowInboxError'
  readonly code = 'slow_inbox'
  readonly userMessage =
    'My database is slow, so your message is not recorded yet. I try again as soon as Slack sends it again.'
}

/** Thrown when a platform cannot be reached. Trying again later may help. */
export class UnreachableError extends BotError {
  override readonly name = 'UnreachableError'
  readonly code = 'unreachable'
  readonly userMessage = 'I cannot reach the chat platform; I keep trying.'
}

/** Thrown at the start when a platform will not let the bot in. Trying again does not help until somebody fixes it. */
export class ChatRefusedError extends BotError {
  override readonly name: string = 'ChatRefusedError'
  readonly code: string = 'chat_refused'
  readonly userMessage: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.userMessage = sentence
  }
}
