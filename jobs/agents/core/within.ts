import type { Clock } from '../../../src/ports/clock.ts'

/** The result of some work, or `late` when it takes longer. Late work keeps running; how it ends is ignored. */
export async function within<Value, Late>(
  clock: Clock,
  ms: number,
  work: Promise<Value>,
  late: Late,
): Promise<Value | Late> {
  const { promise, resolve } = Promise.withResolvers<Late>()
  const callOff = clock.at(new Date(clock.now().getTime() + ms), () => resolve(late))
  // Whoever no longer waits must not make a failure one that nobody handles.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, promise])
  } finally {
    callOff()
  }
}
