import { type Block, textsIn } from './block-rules.ts'

export const BOT_USER = 'U0SHIPMATE'
export const BOT_ID = 'B0SHIPMATE'

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
}

export interface Ephemeral {
  readonly channel: string
  /** Who alone sees it. */
  readonly user: string
  readonly threadTs?: string
  readonly text: string
}

/** What a person reads in a message: its blocks, or its text when it has none. */
export function wordsOf({ blocks, text }: Pick<SlackMessage, 'blocks' | 'text'>): string {
  return unescaped(blocks.length > 0 ? blocks.map((block) => textsIn(block).join('')).join('\n') : text)
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

/** Everything said in the workspace, and whoever waits for something to be said. */
export interface SharedFile {
  /** Of the message that shares it. */
  readonly ts: string
  readonly name: string
  readonly content: string
  readonly channel: string
  readonly threadTs?: string
}

export class Workspace {
  readonly messages: SlackMessage[] = []
  readonly ephemerals: Ephemeral[] = []
  readonly groups = new Map<string, readonly string[]>()
  /** What Slack says of somebody beside the usual. */
  readonly people = new Map<string, object>()
  /** What was uploaded, by the id of its file. */
  readonly uploads = new Map<string, string>()
  readonly files: SharedFile[] = []
  /** Channels that the bot is not in. */
  readonly outside = new Set<string>()
  readonly #waiters = new Set<() => void>()
  #count = 0

  /** Time stamps are names: unique and rising. */
  nextTs(): string {
    this.#count += 1
    return `${Math.floor(Date.now() / 1_000)}.${String(this.#count).padStart(6, '0')}`
  }

  add(message: Omit<SlackMessage, 'ts' | 'edits'>): SlackMessage {
    const added = { ...message, ts: this.nextTs(), edits: 0 }
    this.messages.push(added)
    this.#changed()
    return added
  }

  addEphemeral(ephemeral: Ephemeral): void {
    this.ephemerals.push(ephemeral)
    this.#changed()
  }

  find(channel: string, ts: string): SlackMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts)
  }

  replace(before: SlackMessage, change: Partial<SlackMessage>): SlackMessage {
    const after = { ...before, ...change, edits: before.edits + 1 }
    this.messages[this.messages.indexOf(before)] = after
    this.#changed()
    return after
  }

  remove(message: SlackMessage): void {
    this.messages.splice(this.messages.indexOf(message), 1)
    this.#changed()
  }

  /** Resolves with the first thing that is found, now or after any later change. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find()
      if (found !== undefined) return found
      await new Promise<void>((resolve) => this.#waiters.add(resolve))
    }
  }

  #changed(): void {
    const waiters = [...this.#waiters]
    this.#waiters.clear()
    for (const wake of waiters) wake()
  }
}
