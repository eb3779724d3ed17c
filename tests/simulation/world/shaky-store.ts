import { setImmediate as nextTurn } from 'node:timers/promises'
import { intercept } from '../../../adapters/rehearsal/intercept.ts'
import type { ProcessLifetime } from '../../../adapters/rehearsal/process-lifetime.ts'
import { StoreUnavailableError } from '../../../src/ports/event-store.ts'
import type { Chance } from '../chance.ts'
import type { Tally } from '../tally.ts'

/** What may happen to the database, and to a process while it asks something of it. */
export interface ShakyStore {
  down: boolean
  /** How often something was done whose answer was lost. */
  losesAnswers: number
  /** How often something was asked. */
  readonly asked: number
  /** How much of that is not answered yet. */
  readonly unanswered: number
  /** A part of the database as one process has it, which dies at the so-manieth question. */
  over<Part extends object>(part: Part, life: ProcessLifetime, fuse: Fuse): Part
}

/** How many more questions a process asks before it is killed; undefined: it is not. */
export interface Fuse {
  left: number | undefined
}

/** The share of questions whose answer lets something else happen first. */
const SLOW = 0.04

export function createShakyStore(chance: Chance, tally: Tally): ShakyStore {
  let asked = 0
  let answered = 0
  const soonOrLater = async (call: () => unknown): Promise<unknown> => {
    if (chance.happens(SLOW)) await nextTurn()
    return call()
  }
  const shaky: ShakyStore = {
    down: false,
    losesAnswers: 0,
    get asked() {
      return asked
    },
    get unanswered() {
      return asked - answered
    },
    over: (part, life, fuse) =>
      intercept(part, (method, call) => {
        // Waiting for the log to grow asks nothing of the database.
        if (method === 'onAppended') return call()
        if (shaky.down) return Promise.reject(new StoreUnavailableError('the simulation has taken the database away'))
        if (fuse.left !== undefined && fuse.left-- <= 0) {
          life.kill()
          const isDone = chance.happens(0.5)
          tally.add(isDone ? 'killed after a statement' : 'killed before a statement')
          if (isDone) void Promise.resolve(call()).catch(() => {})
          return new Promise(() => {})
        }
        asked += 1
        const done = soonOrLater(call).finally(() => {
          answered += 1
        })
        if (method !== 'append' || shaky.losesAnswers <= 0) return done
        shaky.losesAnswers -= 1
        tally.add('answers of the database lost')
        return done.then(() => Promise.reject(new StoreUnavailableError('the answer was lost')))
      }),
  }
  return shaky
}
