import type { FormAnswer, Inbox, PressAnswer } from '../../../src/ports/chat-platform.ts'
import { threadId } from './addresses.ts'
import type { EchoCommands } from './echo-command.ts'
import { sentenceFor, type TellPerson } from './ephemeral.ts'
import type { createOpenForm } from './open-form.ts'
import type { readForm } from './read-form.ts'
import type { HeardCommand, Pressed } from './read-interaction.ts'
import { type Ended, sinceMs, within } from './within.ts'

export interface TakeInteractionParts {
  readonly inbox: Inbox
  readonly tell: TellPerson
  readonly echoes: EchoCommands
  readonly openForm: ReturnType<typeof createOpenForm>
  /** Runs beside the acknowledgement, which must not wait for it. */
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
}

const OUTSIDE = 'I am not in this channel, so I could not answer here. Invite me with /invite, or write to me directly.'
const SLOW = 'This takes longer than usual. If it fails, I tell you here.'

/**
 * Commands, presses and forms come only once, so each is acknowledged in time whatever happens, and the person is told what
 * became of it. Each function resolves when it is to be acknowledged.
 */
export function createTakeInteraction({ inbox, tell, echoes, openForm, beside, withinMs }: TakeInteractionParts) {
  async function hand(heard: HeardCommand): Promise<string | undefined> {
    const echo = await echoes.post(heard)
    if (echo.kind === 'outside') return OUTSIDE
    const { channel, threadTs = echo.kind === 'thread' ? echo.ts : undefined } = heard.place
    const thread = threadId(channel, threadTs)
    try {
      await inbox.message({ ...heard.message, thread })
      return undefined
    } catch (error) {
      beside(echoes.remove(heard, echo))
      throw error
    }
  }

  return {
    /** Resolves with the sentence to acknowledge with, which only the person sees. */
    async command(heard: HeardCommand, arrivedAt: number): Promise<string | undefined> {
      const outcome = await within(hand(heard), withinMs - sinceMs(arrivedAt))
      if (outcome.kind !== 'late') return sentenceOf(outcome)
      beside(outcome.end.then(sentenceOf).then((sentence) => (sentence ? tell(heard.place, sentence) : undefined)))
      return SLOW
    },

    async press({ press, place, messageTs, trigger }: Pressed, arrivedAt: number): Promise<void> {
      const taken = inbox.press(press, openForm(place, messageTs, trigger))
      const outcome = await within(taken, withinMs - sinceMs(arrivedAt))
      const end = outcome.kind === 'late' ? outcome.end : Promise.resolve(outcome)
      if (outcome.kind === 'late') beside(tell(place, SLOW))
      beside(end.then(noticeOf).then((notice) => (notice ? tell(place, notice) : undefined)))
    },

    /** Resolves with what is wrong with what was typed: the form stays open, so that nobody types it twice. */
    async form(
      { sent, place }: NonNullable<ReturnType<typeof readForm>>,
      arrivedAt: number,
    ): Promise<string | undefined> {
      const outcome = await within(inbox.form(sent), withinMs - sinceMs(arrivedAt))
      if (outcome.kind === 'failed') return sentenceFor(outcome.error)
      if (outcome.kind === 'done' && outcome.value.problem !== undefined) return outcome.value.problem
      if (outcome.kind === 'late') beside(tell(place, SLOW))
      const end = outcome.kind === 'late' ? outcome.end : Promise.resolve(outcome)
      beside(end.then(toldOf).then((notice) => (notice ? tell(place, notice) : undefined)))
      return undefined
    },
  }
}

function sentenceOf(ended: Ended<string | undefined>): string | undefined {
  return ended.kind === 'done' ? ended.value : sentenceFor(ended.error)
}

function toldOf(ended: Ended<FormAnswer>): string | undefined {
  return ended.kind === 'done' ? (ended.value.problem ?? ended.value.notice) : sentenceFor(ended.error)
}

function noticeOf(ended: Ended<PressAnswer>): string | undefined {
  return ended.kind === 'done' ? ended.value.notice : sentenceFor(ended.error)
}
