import type { FormAnswer, Inbox, PressAnswer } from '../../../../src/ports/chat-platform.ts'
import { notRecorded } from '../../not-recorded.ts'
import { threadId } from '../addresses.ts'
import type { WordsOfPeople } from '../people/words-of-people.ts'
import { type Ended, sinceMs, within } from '../within.ts'
import type { EchoCommands } from './echo-command.ts'
import type { Said, TellPerson } from './ephemeral.ts'
import type { createOpenForm } from './open-form.ts'
import type { readForm } from './read-form.ts'
import type { HeardCommand, Pressed } from './read-interaction.ts'

export interface TakeInteractionParts {
  readonly inbox: Inbox
  readonly tell: TellPerson
  readonly words: WordsOfPeople
  readonly echoes: EchoCommands
  readonly openForm: ReturnType<typeof createOpenForm>
  /** Runs beside the acknowledgement, which must not wait for it. */
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
}

const OUTSIDE: Said = ({ notices }) => notices.notInChannel
const SLOW: Said = ({ notices }) => notices.slow

/**
 * Commands, presses and forms come only once, so each is acknowledged in time whatever happens, and the person is told what
 * became of it. Each function resolves when it is to be acknowledged.
 */
export function createTakeInteraction({
  inbox,
  tell,
  words,
  echoes,
  openForm,
  beside,
  withinMs,
}: TakeInteractionParts) {
  async function hand(heard: HeardCommand): Promise<Said | undefined> {
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

  function inWords(said: Said | undefined, user: string): string | undefined {
    return typeof said === 'function' ? said(words.now(user)) : said
  }

  return {
    /** Resolves with the sentence to acknowledge with, which only the person sees. */
    async command(heard: HeardCommand, arrivedAt: number): Promise<string | undefined> {
      const { user } = heard.place
      words.expect(user)
      const outcome = await within(hand(heard), withinMs - sinceMs(arrivedAt))
      if (outcome.kind !== 'late') return inWords(sentenceOf(outcome), user)
      beside(outcome.end.then(sentenceOf).then((said) => (said ? tell(heard.place, said) : undefined)))
      return inWords(SLOW, user)
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
      words.expect(place.user)
      const outcome = await within(inbox.form(sent), withinMs - sinceMs(arrivedAt))
      if (outcome.kind === 'failed') return notRecorded(outcome.error, words.now(place.user))
      if (outcome.kind === 'done' && outcome.value.problem !== undefined) return outcome.value.problem
      if (outcome.kind === 'late') beside(tell(place, SLOW))
      const end = outcome.kind === 'late' ? outcome.end : Promise.resolve(outcome)
      beside(end.then(toldOf).then((notice) => (notice ? tell(place, notice) : undefined)))
      return undefined
    },
  }
}

const whyNot =
  (error: unknown): Said =>
  (words) =>
    notRecorded(error, words)

function sentenceOf(ended: Ended<Said | undefined>): Said | undefined {
  return ended.kind === 'done' ? ended.value : whyNot(ended.error)
}

function toldOf(ended: Ended<FormAnswer>): Said | undefined {
  return ended.kind === 'done' ? (ended.value.problem ?? ended.value.notice) : whyNot(ended.error)
}

function noticeOf(ended: Ended<PressAnswer>): Said | undefined {
  return ended.kind === 'done' ? ended.value.notice : whyNot(ended.error)
}
