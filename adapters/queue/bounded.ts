/** Waits for work, but not longer than `ms`; false when the time ran out. Its failure counts as its end. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const timeUp = Promise.withResolvers<false>()
  const timer = setTimeout(timeUp.resolve, ms, false)
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      timeUp.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}
