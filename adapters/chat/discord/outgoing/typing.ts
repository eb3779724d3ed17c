import { type REST, Routes } from 'discord.js'
import type { ThreadId } from '../../../../src/domain/ids.ts'
import type { StopThinking } from '../../../../src/ports/chat-platform.ts'
import { placeOf } from '../ids.ts'
import { TYPING_AT_MOST_MS, TYPING_EVERY_MS } from '../limits.ts'

export interface TypingPace {
  /** From one sign to the next, in milliseconds. */
  readonly everyMs: number
  /** After so long nobody believes it any more. */
  readonly atMostMs: number
}

const PACE: TypingPace = { everyMs: TYPING_EVERY_MS, atMostMs: TYPING_AT_MOST_MS }

/**
 * Shows “Shipmate is typing…” where an answer will stand, until it is stopped: in the thread, or, as long as none was
 * started, in the channel. Undefined where Discord does not take it. Never throws.
 */
export async function showTyping(
  rest: Pick<REST, 'post'>,
  thread: ThreadId,
  stopped: AbortSignal,
  { everyMs, atMostMs }: TypingPace = PACE,
): Promise<StopThinking | undefined> {
  const place = placeOf(thread)
  const channels = place.kind === 'direct' ? [place.channel] : [place.thread, place.parent]
  const channel = await firstThatTakesIt(rest, channels)
  if (channel === undefined) return undefined
  const over = new AbortController()
  const end = (): void => over.abort()
  const again = setInterval(() => void typeIn(rest, channel), everyMs).unref()
  const last = setTimeout(end, atMostMs).unref()
  stopped.addEventListener('abort', end, { once: true })
  over.signal.addEventListener('abort', () => {
    clearInterval(again)
    clearTimeout(last)
    stopped.removeEventListener('abort', end)
  })
  return async () => end()
}

async function firstThatTakesIt(rest: Pick<REST, 'post'>, channels: readonly string[]): Promise<string | undefined> {
  for (const channel of channels) if (await typeIn(rest, channel)) return channel
  return undefined
}

async function typeIn(rest: Pick<REST, 'post'>, channel: string): Promise<boolean> {
  try {
    await rest.post(Routes.channelTyping(channel))
    return true
  } catch {
    // A courtesy only: the answer comes without it.
    return false
  }
}
