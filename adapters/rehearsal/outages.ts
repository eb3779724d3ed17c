import { StoreUnavailableError } from '../../src/ports/event-store.ts'
import { intercept } from './intercept.ts'

/** A database that can be taken away and given back. */
export interface Outages {
  down: boolean
  /** The part of it, which fails while the database is away. */
  over<Part extends object>(part: Part): Part
}

export function createOutages(): Outages {
  return {
    down: false,
    over(part) {
      return intercept(part, (method, call) => {
        // Waiting for the log to grow asks nothing of the database.
        if (!this.down || method === 'onAppended') return call()
        return Promise.reject(new StoreUnavailableError('the rehearsal has taken the database away'))
      })
    },
  }
}
