import { look } from './ask.ts'
import { followEvents } from './follow-events.ts'

/** For what no news tells of, and while there is no connection for them. */
const LOOK_EVERY_MS = 15_000

const listeners = new Set<() => void>()
let stop: (() => void) | undefined

/** Calls `hear` whenever something may have happened to the bot, while the page is looked at. Returns how to stop. */
export function onNews(hear: () => void): () => void {
  listeners.add(hear)
  stop ??= followNews()
  return () => {
    listeners.delete(hear)
    if (listeners.size > 0) return
    stop?.()
    stop = undefined
  }
}

function followNews(): () => void {
  const tell = (): void => {
    for (const hear of listeners) hear()
  }
  const leave = followEvents('/news', {
    events: { news: tell },
    // It ends with the login: whoever asks who is there learns it.
    connection: (state) => void (state === 'ended' && look('/me').catch(() => {})),
  })
  const seen = (): void => void (document.hidden || tell())
  document.addEventListener('visibilitychange', seen)
  const stopLooking = onTime(tell, LOOK_EVERY_MS)
  return () => {
    leave()
    stopLooking()
    document.removeEventListener('visibilitychange', seen)
  }
}

/** Calls `hear` again and again, while the page is looked at. Returns how to stop. */
export function onTime(hear: () => void, everyMs: number): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) hear()
  }, everyMs)
  return () => clearInterval(timer)
}
