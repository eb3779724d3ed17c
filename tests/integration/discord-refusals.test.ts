import { describe, expect, test } from 'vitest'
import { UndeliverableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'

const line = (text: string) => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] }) as const
const ONCE = { key: 'reply-1', mayExist: false } as const
/** More than any post or edit tries, its other forms and places included. */
const EVERY_TIME = 20

async function asked() {
  const parts = await connected()
  parts.discord.mention('ana', 'status')
  const { thread } = await parts.discord.until(() => parts.inbox.messages[0])
  return { ...parts, to: { kind: 'thread', thread } as const }
}

/** How a call ended, in a word. */
const endOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error) => (error instanceof UndeliverableError ? error.why : 'tried again'),
  )

describe('Discord refuses', () => {
  test.each([
    [50035, 400, 'refused'],
    [50001, 403, 'not-in-channel'],
    [50013, 403, 'not-allowed'],
    [10003, 404, 'channel-gone'],
    [50083, 400, 'channel-archived'],
    [50007, 403, 'person-unreachable'],
  ])('a post with %i (HTTP %i), which ends as: %s', async (code, status, end) => {
    const { discord, chat, to } = await asked()
    discord.failNext('POST', /^\/channels/, { status, code }, EVERY_TIME)
    expect(await endOf(chat.post(to, line('done'), ONCE))).toBe(end)
    expect(discord.said()).toEqual([])
  })

  test.each([
    [50035, 400, 'refused'],
    [50001, 403, 'not-in-channel'],
    [50013, 403, 'not-allowed'],
    [10003, 404, 'channel-gone'],
    [10008, 404, 'message-deleted'],
    [50083, 400, 'channel-archived'],
  ])('an edit with %i (HTTP %i), which ends as: %s', async (code, status, end) => {
    const { discord, chat, to } = await asked()
    const ref = await chat.post(to, line('building'), ONCE)
    discord.failNext('PATCH', /^\/channels\/\d+\/messages/, { status, code }, EVERY_TIME)
    expect(await endOf(chat.edit(ref, line('done')))).toBe(end)
  })

  test('a look for a message in a thread that was deleted: it finds nothing, and the message is posted', async () => {
    const { discord, chat, to } = await asked()
    discord.failNext('GET', /^\/channels\/\d+\/messages/, { status: 404, code: 10003 })
    expect(await endOf(chat.post(to, line('done'), { ...ONCE, mayExist: true }))).toBe('done')
    expect(discord.said()).toHaveLength(1)
  })
})
