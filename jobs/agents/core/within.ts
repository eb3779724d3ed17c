import type { Clock } from '../../../src/ports/clock.ts'

/** What a piece of work gives, or `late` when it has given nothing by then. It goes on unheard, failures included. */
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
