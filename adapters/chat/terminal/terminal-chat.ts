import type { Logger } from 'pino'
import type { UserId } from '../../../src/domain/ids.ts'
import type { ConnectedChat, Inbox } from '../../../src/ports/chat-platform.ts'
import { openChoiceCount } from './choice-count.ts'
import { createChoices } from './choices.ts'
import { commonStart, createCompleteLine } from './complete-line.ts'
import { greeting, wordLines } from './greeting.ts'
import { createHandOver } from './hand-over.ts'
import { createLineReader, type KeyboardInput, type LineCompletion } from './line-reader.ts'
import { createLiveScreen } from './live-screen.ts'
import { createMessageBoard } from './message-board.ts'
import { oneLine } from './plain-text.ts'
import { renderCard } from './render-card.ts'
import { createPlainScreen, type Screen, type ScreenOutput, sizeOf } from './screen.ts'

export interface TerminalOptions {
  readonly input: KeyboardInput
  readonly output: ScreenOutput
  /** Who sits there: `terminal:you`. What follows the colon is the prompt. */
  readonly user: UserId
  /** What this person could say first; the greeting names it. */
  readonly tries: readonly string[]
  /** The team's services; none where they are not declared. */
  readonly services: readonly string[]
  /** First words of what can be asked for: Tab completes them. */
  readonly starters: readonly string[]
  /** Where everything is kept; the greeting names it. */
  readonly dataDir: string
  /** Where it is noted up to which number buttons have been given. */
  readonly choiceFile: string
  /** `NO_COLOR`, `FORCE_COLOR` and `TERM` are read from it. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Ctrl-C, Ctrl-D or the end of the input; what was said before is handed over by then. `stop` does not call it. */
  onLeave(): void
}

/** Longer lines are hard to read, however wide the window is. */
const WIDEST_CARD = 100

/**
 * A chat with the one person at the terminal. What they type is said to the bot, a bare number presses the button that
 * has it. Between two terminals, cards are drawn with colour and redrawn in place; through a pipe, as plain lines.
 */
export function connectTerminal(options: TerminalOptions, inbox: Inbox, log: Logger): ConnectedChat {
  const { input, output, env } = options
  const live = input.isTTY === true && output.isTTY === true && env.TERM !== 'dumb'
  const colour = wantsColour(output, env)
  const prompt = `${oneLine(options.user.slice(options.user.indexOf(':') + 1))} › `
  let open = true
  let stopping = false

  const completeLine = createCompleteLine(options.starters, (asked) => inbox.suggest(asked), options.user)
  /** Several words are listed above the prompt, and completed as far as they agree. */
  const complete = async (line: string): Promise<LineCompletion | undefined> => {
    const { typed, words } = await completeLine(line)
    if (words.length === 0) return undefined
    if (words.length === 1) return { typed, word: `${words[0]} ` }
    const word = commonStart(words)
    if (word.length > typed.length) return { typed, word }
    screen.print(wordLines(words, look().width, colour))
    return undefined
  }

  const readline = createLineReader({
    input,
    output,
    live,
    prompt,
    complete,
    onLine: (line, more) => {
      screen.typed(line, more)
      handOver.line(line, more)
    },
    onTyping: () => screen.typing(),
    onPasted: () => screen.pasted(),
    onScreenLost: () => screen.forget(),
    onEnd: () => {
      open = false
      output.removeListener('resize', forget)
      if (!stopping) void handOver.finished().then(options.onLeave)
    },
  })
  const screen: Screen = live ? createLiveScreen(output, readline) : createPlainScreen(output, prompt)
  const forget = (): void => screen.forget()
  const look = () => ({ width: Math.min(WIDEST_CARD, sizeOf(output).columns - 1), colour })
  const choices = createChoices(openChoiceCount(options.choiceFile))
  const board = createMessageBoard(screen, choices, look)
  const handOver = createHandOver({
    user: options.user,
    inbox,
    choices,
    log,
    tell: (tone, text) =>
      screen.print(renderCard({ tone, blocks: [{ kind: 'text', text }] }, { ...look(), firstChoice: 1 }).lines),
  })

  output.on('resize', forget)
  output.on('error', () => readline.close())
  screen.print(greeting(options, look().width, colour))

  return {
    name: 'terminal',
    startsBlank: true,
    async post(_to, card, { key }) {
      const message = `terminal:${key}`
      board.post(message, card)
      return message
    },
    async edit(message, card) {
      board.edit(message, card)
    },
    state() {
      const lastEventAt = handOver.lastAt()
      return { connected: open, ...(lastEventAt === undefined ? {} : { lastEventAt }) }
    },
    async stop() {
      stopping = true
      readline.close()
      await handOver.finished()
    },
  }
}

/** https://no-color.org and https://force-color.org: both count when set to anything but nothing. */
function wantsColour(output: ScreenOutput, env: TerminalOptions['env']): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return output.isTTY === true && env.TERM !== 'dumb'
}
