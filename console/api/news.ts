/** As long as nothing says so sooner: how often what is shown is looked at again. */
const LOOK_EVERY_MS = 5_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** Calls `hear` whenever something may have happened to the bot, while the page is looked at. Returns how to stop. */
export function onNews(hear: () => void): () => void {
  listeners.add(hear)
  timer ??= setInterval(tell, LOOK_EVERY_MS)
  return () => {
    listeners.delete(hear)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tell(): void {
  if (document.hidden) return
  for (const hear of listeners) hear()
}

/** Calls `hear` again and again, while the page is looked at. Returns how to stop. */
export function onTime(hear: () => void, everyMs: number): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) hear()
  }, everyMs)
  return () => clearInterval(timer)
}
