import type { ApiBehind } from './behind.ts'
import type { Caller } from './caller.ts'

/** A revoked or expired token keeps a connection for no longer. */
const LOOK_EVERY_MS = 15_000

/**
 * Looks again and again whether a token still opens what it opened: `beat` while it does, `over` once when it does not:
 * with the fault where nobody can tell. Returns how to stop.
 */
export function whileValid(
  { authenticate, clock }: Pick<ApiBehind, 'authenticate' | 'clock'>,
  { user, presented }: Caller,
  { beat, over }: { readonly beat: () => void; readonly over: (fault?: unknown) => void },
): () => void {
  let isStopped = false
  let cancel = (): void => {}
  const look = async (): Promise<void> => {
    try {
      const found = await authenticate(presented)
      if (isStopped) return
      if (found?.user !== user) return over()
    } catch (fault) {
      if (!isStopped) over(fault)
      return
    }
    beat()
    wait()
  }
  const wait = (): void => {
    cancel = clock.at(new Date(clock.now().getTime() + LOOK_EVERY_MS), () => void look())
  }
  wait()
  return () => {
    isStopped = true
    cancel()
  }
}
