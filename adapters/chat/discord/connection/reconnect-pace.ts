/** A connection that lasted this long ended for a reason of its own. */
const CALM_MS = 60_000
/** Discord renews connections as it likes: the first one that ends is opened again at once. */
const AT_ONCE = 2
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/** Says how long to wait before a connection is opened; each that follows soon on the one before waits longer. */
export function createPace(now = (): number => performance.now()): () => number {
  let inARow = 0
  let lastAt = Number.NEGATIVE_INFINITY
  return () => {
    if (now() - lastAt > CALM_MS) inARow = 0
    const pauseMs = inARow < AT_ONCE ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (inARow - AT_ONCE))
    inARow += 1
    lastAt = now() + pauseMs
    return pauseMs
  }
}
