import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { pino } from 'pino'
import { connectTerminal } from '../../adapters/chat/terminal/terminal-chat.ts'
import type { Button, Card } from '../../src/domain/card.ts'
import type {
  ButtonPress,
  ConnectedChat,
  Inbox,
  IncomingMessage,
  PressAnswer,
  Suggestion,
} from '../../src/ports/chat-platform.ts'
import { VirtualTerminal, type VirtualTerminalOptions } from './virtual-terminal.ts'

/** Takes everything in, and can be told to answer or to fail. */
export class RecordingInbox implements Inbox {
  readonly messages: IncomingMessage[] = []
  readonly presses: ButtonPress[] = []
  answer: PressAnswer = {}
  fault: Error | undefined

  async message(message: IncomingMessage): Promise<void> {
    if (this.fault !== undefined) throw this.fault
    this.messages.push(message)
  }
  async press(press: ButtonPress): Promise<PressAnswer> {
    if (this.fault !== undefined) throw this.fault
    this.presses.push(press)
    return this.answer
  }
  async edited(): Promise<void> {}
  async deleted(): Promise<void> {}
  async form(): Promise<PressAnswer> {
    return this.answer
  }
  async named(): Promise<void> {}
  /** What there is to complete a slot with, whatever was typed. */
  names: Readonly<Partial<Record<Suggestion['slot'], readonly string[]>>> = {}
  /** Until then no name is found. */
  found: Promise<void> = Promise.resolve()
  async suggest({ slot }: Suggestion): Promise<readonly string[]> {
    await this.found
    return this.names[slot] ?? []
  }
  async home(): Promise<readonly Card[]> {
    return []
  }
  async examples(): Promise<readonly string[]> {
    return []
  }
  texts(): string[] {
    return this.messages.map(({ text }) => text)
  }
  buttons(): string[] {
    return this.presses.map(({ button }) => button)
  }
}

export interface ChatAtTerminal {
  readonly terminal: VirtualTerminal
  readonly inbox: RecordingInbox
  readonly chat: ConnectedChat
  readonly left: () => number
  /** Keys one by one, and everything that follows from them. */
  types(keys: string): Promise<void>
  /** In one piece, marked as terminals do. */
  pastes(text: string): Promise<void>
  posts(key: string, card: Card): Promise<string>
  edits(message: string, card: Card): Promise<void>
}

const TRIES = ['status', 'deploy storefront to staging', 'help']

/** A person at a terminal of the given size, after the greeting. */
export async function startChatAtTerminal(
  options: VirtualTerminalOptions = { columns: 60, rows: 20 },
  choiceFile = '/nowhere/terminal-choices',
  services: readonly string[] = [],
): Promise<ChatAtTerminal> {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const terminal = new VirtualTerminal(options)
  const inbox = new RecordingInbox()
  let left = 0
  const onLeave = (): void => {
    left += 1
  }
  const chat = connectTerminal(
    {
      input,
      output: terminal,
      user: 'terminal:you',
      tries: TRIES,
      services,
      starters: ['deploy', 'describe', 'status'],
      dataDir: 'our/data',
      choiceFile,
      env: {},
      onLeave,
    },
    inbox,
    pino({ enabled: false }),
  )
  const arrives = async (chunks: Iterable<string>): Promise<void> => {
    for (const chunk of chunks) input.write(chunk)
    await settled()
  }
  await settled()
  return {
    terminal,
    inbox,
    chat,
    left: () => left,
    types: arrives,
    pastes: (text) => arrives([`\u001b[200~${text}\u001b[201~`]),
    async posts(key, card) {
      const message = await chat.post({ kind: 'thread', thread: 'terminal:main' }, card, { key, mayExist: false })
      await settled()
      return message
    },
    async edits(message, card) {
      await chat.edit(message, card)
      await settled()
    },
  }
}

/** Streams and promises have done what they had to do: none of them waits for anything but the next turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await nextTurn()
}

export function card(title: string, more: Partial<Card> = {}): Card {
  return { title, tone: 'neutral', blocks: [], ...more }
}

export function offering(title: string, ...labels: string[]): Card {
  const buttons = labels.map((label): Button => ({ id: `id-${title}-${label}`, label, style: 'plain' }))
  return card(title, { blocks: [{ kind: 'buttons', buttons }] })
}
