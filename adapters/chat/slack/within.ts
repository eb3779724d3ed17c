/** The state of some work when its time was up. `late` work keeps running, and `end` says how it ended. */
export type Outcome<T> = Ended<T> | { readonly kind: 'late'; readonly end: Promise<Ended<T>> }

export type Ended<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }

/** Waits for the work, but no longer than so many milliseconds. Never throws. */
export async function within<T>(work: Promise<T>, timeoutMs: number): Promise<Outcome<T>> {
  const end: Promise<Ended<T>> = work.then(
    (value) => ({ kind: 'done', value }),
    (error: unknown) => ({ kind: 'failed', error }),
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late', end }), Math.max(0, timeoutMs))
  })
  const outcome = await Promise.race([end, late])
  clearTimeout(timer)
  return outcome
}

/** @param moment By `performance.now()`. */
export function sinceMs(moment: number): number {
  return performance.now() - moment
}
