import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { intercept } from './intercept.ts'

/** A database that can be taken away and given back. */
export interface Outages {
  down: boolean
  /** How often something was asked of it while it was there. */
  readonly asked: number
  /** How much of that it has not answered yet. */
  readonly unanswered: number
  /** The part of it, which fails while the database is away. */
  over<Part extends object>(part: Part): Part
}

export function createOutages(): Outages {
  let asked = 0
  let answered = 0
  const outages: Outages = {
    down: false,
    get asked() {
      return asked
    },
    get unanswered() {
      return asked - answered
    },
    over(part) {
      return intercept(part, (method, call) => {
        // Waiting for the log to grow asks nothing of the database.
        if (method === 'onAppended') return call()
        if (outages.down) return Promise.reject(new StoreUnavailableError('the rehearsal has taken the database away'))
        asked += 1
        return Promise.resolve(call()).finally(() => {
          answered += 1
        })
      })
    },
  }
  return outages
}
