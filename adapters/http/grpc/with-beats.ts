import type { ApiBehind } from '../api/behind.ts'
import { type Caller, NotAuthenticatedError } from '../api/caller.ts'
import { whileValid } from '../api/while-valid.ts'

/**
 * What a long stream brings, and `undefined` every 15 seconds, which says that the connection lives.
 * @throws {NotAuthenticatedError} once the token opens nothing any more; what kept the bot from knowing; and what has ended
 * the call when that has.
 */
export async function* withBeats<Item>(
  behind: ApiBehind,
  caller: Caller,
  over: AbortSignal,
  follow: (left: AbortSignal) => AsyncGenerator<Item>,
): AsyncGenerator<Item | undefined> {
  const leaving = new AbortController()
  const items = follow(AbortSignal.any([over, leaving.signal]))
  let ended: { readonly why: unknown } | undefined
  let ring = (): void => {}
  const stop = whileValid(behind, caller, {
    beat: () => ring(),
    over: (fault) => {
      ended = { why: fault ?? new NotAuthenticatedError('a token opens nothing any more') }
      ring()
    },
  })
  try {
    let coming = items.next()
    for (;;) {
      const rung = new Promise<undefined>((resolve) => {
        ring = () => resolve(undefined)
      })
      const came = await Promise.race([coming, rung])
      if (ended) throw ended.why
      over.throwIfAborted()
      if (came?.done) return
      yield came?.value
      if (came) coming = items.next()
    }
  } finally {
    stop()
    leaving.abort()
    items.return(undefined).catch(() => {})
  }
}
