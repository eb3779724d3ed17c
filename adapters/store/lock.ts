/** Lets one through at a time, in the order of asking. */
export interface Lock {
  /** Resolves when it is the caller's turn, with how to end it. */
  acquire(): Promise<() => void>
}

export function createLock(): Lock {
  let last = Promise.resolve()
  return {
    async acquire() {
      const before = last
      const turn = Promise.withResolvers<void>()
      last = turn.promise
      await before
      return turn.resolve
    },
  }
}
