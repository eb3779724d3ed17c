import type { Inbox, PressAnswer } from '../../../src/ports/chat-platform.ts'
import { threadId } from './addresses.ts'
import type { EchoCommands } from './echo-command.ts'
import { sentenceFor, type TellPerson } from './ephemeral.ts'
import type { HeardCommand, readPress } from './read-interaction.ts'
import { type Ended, sinceMs, within } from './within.ts'

export interface TakeInteractionParts {
  readonly inbox: Inbox
  readonly tell: TellPerson
  readonly echoes: EchoCommands
  /** Runs beside the acknowledgement, which must not wait for it. */
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
}

const OUTSIDE = 'I am not in this channel, so I could not answer here. Invite me with /invite, or write to me directly.'
const SLOW = 'This takes longer than usual. If it fails, I tell you here.'

/**
 * Commands and presses come only once, so each is acknowledged in time whatever happens, and the person is told what
 * became of it. Both functions resolve when it is to be acknowledged.
 */
export function createTakeInteraction({ inbox, tell, echoes, beside, withinMs }: TakeInteractionParts) {
  async function hand(heard: HeardCommand): Promise<string | undefined> {
    const echo = await echoes.post(heard)
    if (echo.kind === 'outside') return OUTSIDE
    const thread = threadId(heard.place.channel, echo.kind === 'thread' ? echo.ts : undefined)
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

    async press({ press, place }: NonNullable<ReturnType<typeof readPress>>, arrivedAt: number): Promise<void> {
      const outcome = await within(inbox.press(press), withinMs - sinceMs(arrivedAt))
      const end = outcome.kind === 'late' ? outcome.end : Promise.resolve(outcome)
      if (outcome.kind === 'late') beside(tell(place, SLOW))
      beside(end.then(noticeOf).then((notice) => (notice ? tell(place, notice) : undefined)))
    },
  }
}

function sentenceOf(ended: Ended<string | undefined>): string | undefined {
  return ended.kind === 'done' ? ended.value : sentenceFor(ended.error)
}

function noticeOf(ended: Ended<PressAnswer>): string | undefined {
  return ended.kind === 'done' ? ended.value.notice : sentenceFor(ended.error)
}
