import { intercept } from './intercept.ts'

/** One life of the bot's process, from its start to the moment it is killed. */
export interface ProcessLifetime {
  readonly alive: boolean
  /** The part for as long as the process lives; afterwards a call does nothing and never ends, as in a killed process. */
  bind<Part extends object>(part: Part): Part
  kill(): void
}

export function startLifetime(): ProcessLifetime {
  let alive = true
  return {
    get alive() {
      return alive
    },
    bind: (part) => intercept(part, (_, call) => (alive ? call() : new Promise(() => {}))),
    kill() {
      alive = false
    },
  }
}
