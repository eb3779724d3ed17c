import { setImmediate as nextTurn } from 'node:timers/promises'

/** Long enough to cost nothing, and too short for anybody outside to notice. */
const LONGEST_WITHOUT_MS = 10

/**
 * PGlite answers within microtasks, so while somebody asks on and on no timer fires and no socket is read: the bot would
 * neither acknowledge nor answer `/health`. What is returned gives them a turn when they have had none for 10 ms.
 */
export function turnsForOthers(): () => Promise<void> {
  let lastAt = performance.now()
  return async () => {
    if (performance.now() - lastAt < LONGEST_WITHOUT_MS) return
    await nextTurn()
    lastAt = performance.now()
  }
}
