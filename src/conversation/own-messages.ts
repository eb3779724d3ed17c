import type { ThreadId } from '../domain/ids.ts'
import type { PendingMessage } from '../domain/projections.ts'

/** Which of the messages that wait this process handles, of several on one database. */
export interface OwnMessages {
  /** This process has taken it in. */
  add(message: string): void
  look(now: Date): Promise<OwnWaiting>
}

export interface OwnWaiting {
  /** Oldest first: people are answered in the order they spoke. */
  readonly messages: readonly PendingMessage[]
  /** Some wait for an earlier message of their thread, which another process has in hand. */
  readonly heldUp: boolean
}

/** A process that still lives has nearly always handled its messages by then; if it has not, whoever is quicker counts. */
const LEFT_BEHIND_MS = 10_000
/** Whoever has messages of its own leaves those of others for longer: where all are busy, each would think about everything. */
const LEFT_BEHIND_WHEN_BUSY_MS = 60_000

/**
 * Each process handles what it took in itself, so that several do not all think about every message; and, at its start
 * or after a while, what one that has died left behind.
 *
 * @param list All messages that wait, the newest first.
 */
export function createOwnMessages(list: () => Promise<readonly PendingMessage[]>): OwnMessages {
  const own = new Set<string>()
  let hasLooked = false
  return {
    add: (message) => void own.add(message),
    async look(now) {
      const known = [...own]
      const pending = (await list()).toReversed()
      const waiting = new Set(pending.map(({ message }) => message))
      // What was taken in meanwhile need not be in the list.
      for (const message of known) if (!waiting.has(message)) own.delete(message)
      if (!hasLooked) for (const message of waiting) own.add(message)
      hasLooked = true
      const isBusy = known.some((message) => waiting.has(message))
      const patienceMs = isBusy ? LEFT_BEHIND_WHEN_BUSY_MS : LEFT_BEHIND_MS
      return ownAmong(pending, (message) => own.has(message.message) || isLeftBehind(message, now, patienceMs))
    },
  }
}

function ownAmong(pending: readonly PendingMessage[], isOwn: (message: PendingMessage) => boolean): OwnWaiting {
  const messages: PendingMessage[] = []
  const othersThreads = new Set<ThreadId>()
  let heldUp = false
  for (const message of pending) {
    if (!isOwn(message)) othersThreads.add(message.thread)
    else if (othersThreads.has(message.thread)) heldUp = true
    else messages.push(message)
  }
  return { messages, heldUp }
}

/** Earlier versions did not note when. */
function isLeftBehind({ receivedAt }: PendingMessage, now: Date, patienceMs: number): boolean {
  return receivedAt === undefined || now.getTime() - Date.parse(receivedAt) >= patienceMs
}
