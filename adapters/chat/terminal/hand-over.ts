import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Tone } from '../../../src/domain/card.ts'
import { BotError } from '../../../src/domain/errors.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type { ButtonPress, Inbox } from '../../../src/ports/chat-platform.ts'
import { createAsking } from './asking.ts'
import type { Choices } from './choices.ts'
import { oneLine } from './plain-text.ts'
import type { Choice } from './render-card.ts'

export interface HandOverOptions {
  readonly user: UserId
  readonly inbox: Inbox
  readonly choices: Choices
  readonly log: Logger
  /** Tells the person something that is about their typing and not part of the conversation. */
  tell(tone: Tone, text: string): void
}

/** Turns lines into messages and presses, and gives them to the core one after the other, in the order typed. */
export interface HandOver {
  /** `more` when the next line belongs to the same message. */
  line(line: string, more: boolean): void
  lastAt(): Date | undefined
  /** Resolves when everything said so far has been handed over, or the person was told why not. */
  finished(): Promise<void>
}

const THREAD = 'terminal:main'
/** Digits alone, few enough to be a choice. */
const CHOICE = /^\d{1,6}$/
const UNEXPECTED = 'Something went wrong on my side, so your message may not be recorded. The log has the details.'

export function createHandOver({ user, inbox, choices, log, tell }: HandOverOptions): HandOver {
  const session = randomUUID()
  let count = 0
  let lastAt: Date | undefined
  let pending: string[] = []
  let last = Promise.resolve()

  const inTurn = (work: () => Promise<void>): void => {
    lastAt = new Date()
    last = last.then(work).catch((error: unknown) => {
      log.error({ err: error }, 'the terminal could not hand over what was said')
      tell('danger', error instanceof BotError ? error.userMessage : UNEXPECTED)
    })
  }
  const about = () => ({ keys: [`terminal:${session}:${++count}`], thread: THREAD, by: user })

  const asking = createAsking(tell)

  const hand = async (pressed: ButtonPress): Promise<void> => {
    asking.drop()
    const { notice, asks } = await inbox.press(pressed)
    if (notice !== undefined) tell('neutral', notice)
    if (asks) asking.ask(pressed.button, asks)
  }
  const say = (text: string): void => {
    const said = about()
    inTurn(async () => {
      const answered = asking.hear(text)
      if (answered === 'neither') await inbox.message({ ...said, addressed: 'direct', text })
      else if (answered !== 'declined') await hand({ ...said, button: answered.press })
    })
  }
  const press = (button: string): void => {
    const pressed = { ...about(), button, mayAsk: true as const }
    inTurn(() => hand(pressed))
  }
  /** Decided at once, not in turn: the number was read from what is on the screen now. */
  const take = (text: string): void => {
    const said = text.trim()
    if (said === '') return
    const picked = CHOICE.test(said) ? choices.pick(Number(said)) : undefined
    if (picked?.kind === 'open') press(picked.choice.button.id)
    else if (picked?.kind === 'not-open') tell('warning', notOpen(said, picked.open))
    else say(text)
  }

  return {
    line(line, more) {
      pending.push(line)
      if (more) return
      const text = pending.join('\n')
      pending = []
      take(text)
    },
    lastAt: () => lastAt,
    finished: () => last,
  }
}

function notOpen(number: string, open: readonly Choice[]): string {
  const offered = open.map((choice) => `[${choice.number}] ${oneLine(choice.button.label)}`).join('   ')
  return offered === '' ? `[${number}] is no longer open.` : `[${number}] is not open. Open now: ${offered}`
}
