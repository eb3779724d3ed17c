import type { Place } from './local-delivery.ts'

/** Users who never stop asking over kept-alive connections. */
export function startUsers(place: Place): { stop(): Promise<{ failures: readonly string[]; answers: number }> } {
  const failures: string[] = []
  let answers = 0
  let asking = true
  const user = async (): Promise<void> => {
    while (asking) {
      const status = await place.get().then(
        (served) => served.status,
        (error: unknown) => String(error),
      )
      answers += 1
      if (status !== 200) failures.push(String(status))
    }
  }
  const users = [user(), user(), user(), user()]
  return {
    async stop() {
      asking = false
      await Promise.all(users)
      return { failures, answers }
    },
  }
}
