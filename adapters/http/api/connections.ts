import { BotError } from '../../../src/domain/errors.ts'
import type { UserId } from '../../../src/domain/ids.ts'

/** Of one token at a time, in this process. */
export const MOST_CONNECTIONS = 100

/** Thrown for one connection more than a token may keep open. */
export class TooManyConnectionsError extends BotError {
  override readonly name = 'TooManyConnectionsError'
  readonly code = 'too_many_connections'
  readonly userMessage = `This token has ${MOST_CONNECTIONS} connections open. Close one first.`
}

/** Counts the open connections of each token. */
export interface Connections {
  /**
   * Returns what gives the place back.
   * @throws {TooManyConnectionsError} when there is none left.
   */
  take(user: UserId): () => void
}

export function createConnections(): Connections {
  const open = new Map<UserId, number>()
  return {
    take(user) {
      const before = open.get(user) ?? 0
      if (before >= MOST_CONNECTIONS) throw new TooManyConnectionsError(`${user} has ${before} connections`)
      open.set(user, before + 1)
      return () => {
        const left = (open.get(user) ?? 1) - 1
        if (left > 0) open.set(user, left)
        else open.delete(user)
      }
    },
  }
}
