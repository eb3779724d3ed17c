import { type Block, textsIn } from './block-rules.ts'

export const BOT_USER = 'U0SHIPMATE'
const BOT_ID = 'B0SHIPMATE'

/** Where an app is installed. */
export interface Installation {
  readonly team: string
  readonly name: string
  readonly token: string
  readonly botUser: string
  readonly botId: string
  /** The organisation, for a workspace of Enterprise Grid. */
  readonly enterprise?: string
  readonly isOrgWide?: boolean
  /** Permissions of the token; unsaid, it may do everything. */
  readonly scopes?: readonly string[]
}

export const HOME: Installation = {
  team: 'T1',
  name: 'Harbour',
  token: 'xoxb-harbour',
  botUser: BOT_USER,
  botId: BOT_ID,
}

/** What is wrong with a channel for the bot, as the error that Slack answers with. */
export type ChannelFault =
  | 'not_in_channel'
  | 'channel_not_found'
  | 'is_archived'
  | 'restricted_action'
  | 'restricted_action_read_only_channel'
  | 'restricted_action_thread_only_channel'
  | 'restricted_action_non_threadable_channel'

export interface SlackMessage {
  readonly channel: string
  readonly ts: string
  readonly threadTs?: string
  readonly user: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly metadata?: unknown
  /** How often it was edited. */
  readonly edits: number
  /** `thread_broadcast`, `bot_message`, `file_share`. */
  readonly subtype?: string
  readonly files?: readonly string[]
  readonly reactions?: readonly string[]
  /** Being streamed: it may still be appended to. */
  readonly isGrowing?: boolean
  /** The time stamp of the clock when it was posted, for what may be edited for a while only. */
  readonly postedAt?: number
}

export interface Ephemeral {
  readonly channel: string
  /** Who alone sees it. */
  readonly user: string
  readonly threadTs?: string
  readonly text: string
  readonly blocks?: readonly Block[]
  readonly ts?: string
}

/** What a person reads in a message: its blocks, or its text when it has none. */
export function wordsOf({ blocks, text }: Pick<SlackMessage, 'blocks' | 'text'>): string {
  return unescaped(blocks.length > 0 ? blocks.map((block) => textsIn(block).join('')).join('\n') : text)
}

/** Anything that `users.info` may say. */
export interface PersonFacts {
  readonly deleted?: boolean
  readonly profile?: object
  readonly [fact: string]: unknown
}

export interface ShownButton {
  readonly id: string
  readonly label: string
}

export function buttonsOf({ blocks }: Pick<SlackMessage, 'blocks'>): readonly ShownButton[] {
  return blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements = [] }) => elements)
    .map((button) => ({ id: button.action_id ?? '', label: unescaped(textsIn(button.text).join('')) }))
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

export interface SharedFile {
  readonly id?: string
  /** Of the message that shares it. */
  readonly ts: string
  readonly name: string
  readonly content: string
  readonly channel: string
  readonly threadTs?: string
}

/** Everything said in the workspace, and what waits for something to be said. */
export class Workspace {
  readonly installation: Installation
  readonly messages: SlackMessage[] = []
  readonly ephemerals: Ephemeral[] = []
  readonly groups = new Map<string, readonly string[]>()
  /** What Slack says of somebody beside the usual. */
  readonly people = new Map<string, PersonFacts>()
  /** What was uploaded, by the id of its file. */
  readonly uploads = new Map<string, string>()
  readonly bytes = new Map<string, Uint8Array>()
  readonly files: SharedFile[] = []
  /** Channels that the bot is not in. */
  readonly outside = new Set<string>()
  /** What else is wrong with a channel. */
  readonly faults = new Map<string, ChannelFault>()
  /** What the assistant is doing, by channel and thread. */
  readonly statuses = new Map<string, string>()
  /** Time stamps of messages that were deleted. */
  readonly gone = new Set<string>()
  readonly titles = new Map<string, string>()
  readonly prompts = new Map<string, unknown>()
  /** The time by which messages get too old to be edited. */
  readonly now: () => number
  /** Methods of which there were too many calls, and for how many seconds they are refused; until a test takes them out. */
  readonly tooFast = new Map<string, number>()
  readonly #waiters = new Set<() => void>()
  #count = 0

  constructor(installation: Installation = HOME, now: () => number = Date.now) {
    this.installation = installation
    this.now = now
  }

  /** Why the bot may not read or write there. */
  faultOf(channel: string): ChannelFault | undefined {
    if (this.outside.has(channel)) return 'not_in_channel'
    return this.faults.get(channel) ?? (/^[CDG][A-Z0-9]+$/.test(channel) ? undefined : 'channel_not_found')
  }

  /** Time stamps are names: unique and rising. */
  nextTs(): string {
    this.#count += 1
    return `${Math.floor(Date.now() / 1_000)}.${String(this.#count).padStart(6, '0')}`
  }

  add(message: Omit<SlackMessage, 'ts' | 'edits'>): SlackMessage {
    const added = { ...message, ts: this.nextTs(), edits: 0, postedAt: this.now() }
    this.messages.push(added)
    this.changed()
    return added
  }

  addEphemeral(ephemeral: Ephemeral): void {
    this.ephemerals.push(ephemeral)
    this.changed()
  }

  find(channel: string, ts: string): SlackMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts)
  }

  replace(before: SlackMessage, change: Partial<SlackMessage>): SlackMessage {
    return this.amend(before, { ...change, edits: before.edits + 1 })
  }

  /** Changes a message in a way that does not count as an edit: a reaction, a stream that grows. */
  amend(before: SlackMessage, change: Partial<SlackMessage>): SlackMessage {
    const after = { ...before, ...change }
    this.messages[this.messages.indexOf(before)] = after
    this.changed()
    return after
  }

  remove(message: SlackMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1)
    this.gone.add(message.ts)
    this.changed()
  }

  /** Resolves with the first thing that is found, now or after any later change. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await this.next()
    }
  }

  /** Resolves after the next change. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiters.add(resolve))
  }

  changed(): void {
    const waiters = [...this.#waiters]
    this.#waiters.clear()
    for (const wake of waiters) wake()
  }
}
