import { DiscordAPIError } from 'discord.js'
import { expect, test } from 'vitest'
import { showTyping } from '../../adapters/chat/discord/outgoing/typing.ts'

/** A Discord that knows some channels, and tells where the bot types. */
function typingIn(...channels: readonly string[]) {
  const seen: string[] = []
  const waiting = new Set<() => void>()
  return {
    seen,
    async post(path: string): Promise<unknown> {
      const channel = /^\/channels\/(\d+)\/typing$/.exec(path)?.[1] ?? ''
      if (!channels.includes(channel)) {
        const answer = { code: 10003, message: 'Unknown Channel' }
        throw new DiscordAPIError(answer, 10003, 404, 'POST', path, { files: undefined, body: undefined })
      }
      seen.push(channel)
      for (const look of waiting) look()
      return undefined
    },
    times: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => void (seen.length >= count && resolve())
        waiting.add(look)
        look()
      }),
  }
}

const running = new AbortController().signal

test('typing shows in the thread of a request, or in its channel while it has none', async () => {
  const withThread = typingIn('10', '42')
  await (await showTyping(withThread, 'discord:10:42', running))?.()
  expect(withThread.seen).toEqual(['42'])
  const without = typingIn('10')
  await (await showTyping(without, 'discord:10:42', running))?.()
  expect(without.seen).toEqual(['10'])
})

test('where nothing can show it, a message says that an answer is coming', async () => {
  expect(await showTyping(typingIn(), 'discord:7', running)).toBeUndefined()
})

test('typing lasts until it is stopped, a while at most', async () => {
  const discord = typingIn('7')
  const stop = await showTyping(discord, 'discord:7', running, { everyMs: 1, atMostMs: 60_000 })
  await discord.times(4)
  await stop?.()
  const seen = discord.seen.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(discord.seen).toHaveLength(seen)
})

test('typing ends with the bot', async () => {
  const discord = typingIn('7')
  const stopping = new AbortController()
  await showTyping(discord, 'discord:7', stopping.signal, { everyMs: 1, atMostMs: 60_000 })
  await discord.times(2)
  stopping.abort()
  const seen = discord.seen.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(discord.seen).toHaveLength(seen)
})
