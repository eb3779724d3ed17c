/** A busy workspace, not a flood. */
export const AT_A_TIME = 16

/** Seconds until so many are answered, {@link AT_A_TIME} of them under way. */
export async function together(count: number, ask: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let left = count
  const person = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await ask()
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, person))
  return (performance.now() - began) / 1_000
}
