import { BusyError, type Inbox, SlowInboxError } from '../../../../src/ports/chat-platform.ts'
import { createTurns } from '../../../../src/ports/turns.ts'
import { notRecorded } from '../../not-recorded.ts'
import { createRecent } from '../../recent.ts'
import { sinceMs, within } from '../within.ts'
import type { TellPerson } from './ephemeral.ts'
import type { Heard } from './read-event.ts'

/** Hundreds are recorded at the same moment; to answer some takes milliseconds. */
const ANSWERED_AT_A_TIME = 8
/** Of how many messages it is remembered that their author knows of the trouble. */
const TOLD_AT_MOST = 1_000

export interface TakeMessageParts {
  readonly inbox: Inbox
  readonly tell: TellPerson
  /** Runs beside the acknowledgement, which must not wait for it. */
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
}

/**
 * Hands a message over; resolves once the core has it, and throws otherwise, so that it is left for Slack to deliver
 * again. The author hears of the trouble once, and of its end; whoever spoke to somebody else hears nothing, nor does anybody
 * when too many write at once: Slack delivers again within the second, and a notice to each would only add to it.
 */
export function createTakeMessage({
  inbox,
  tell,
  beside,
  withinMs,
}: TakeMessageParts): (heard: Heard, arrivedAt: number) => Promise<void> {
  const told = createRecent<string, true>(TOLD_AT_MOST)
  const turn = createTurns(ANSWERED_AT_A_TIME)

  function tellOnce({ name, place, message }: Heard, error: unknown): void {
    if (message.addressed === 'overheard' || told.get(name)) return
    told.keep(name, true)
    beside(tell(place, (words) => notRecorded(error, words), message.text))
  }

  return async (heard, arrivedAt) => {
    const outcome = await within(inbox.message(heard.message), withinMs - sinceMs(arrivedAt))
    await turn()
    switch (outcome.kind) {
      case 'done':
        if (told.forget(heard.name)) beside(tell(heard.place, ({ notices }) => notices.recordedNow, heard.message.text))
        return
      case 'failed':
        if (!(outcome.error instanceof BusyError)) tellOnce(heard, outcome.error)
        throw outcome.error
      case 'late': {
        const error = new SlowInboxError(`the inbox took more than ${withinMs} ms`)
        tellOnce(heard, error)
        throw error
      }
    }
  }
}
