/**
 * What comes at the same moment would be worked on in one go, and while that lasts, a second for a thousand requests, no timer
 * fires and nobody else is heard, such as who asks `/health`. Who awaits this continues when it is their turn, so many at a
 * time, in the order of asking, and sockets and timers have theirs in between.
 */
export function createTurns(atATime: number): () => Promise<void> {
  const waiting: (() => void)[] = []
  let isTurnDue = false

  function turn(): void {
    for (const next of waiting.splice(0, atATime)) next()
    isTurnDue = waiting.length > 0
    if (isTurnDue) setImmediate(turn)
  }

  return () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      if (isTurnDue) return
      isTurnDue = true
      setImmediate(turn)
    })
}
