import { describe, expect, test } from 'vitest'
import { type RateLimitedError, UndeliverableError } from '../../src/ports/chat-platform.ts'
import { line, QUESTION } from '../simulators/slack/cards.ts'
import { connected } from '../simulators/slack/connected.ts'
import type { Failure } from '../simulators/slack/front.ts'

const THREAD = { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000001' } as const
const CHANNEL = { kind: 'thread', thread: 'slack:C0GENERAL' } as const
const ANA = { kind: 'direct', user: 'slack:U0ANA' } as const
const ONCE = { key: 'reply-1', mayExist: false } as const
const AGAIN = { key: 'reply-1', mayExist: true } as const
const LOG = {
  tone: 'neutral',
  blocks: [{ kind: 'file', name: 'billing.log', text: 'one\ntwo', preview: 'two' }],
} as const

/** How a call ended, in a word. */
const endOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error) => {
      if (error instanceof UndeliverableError) return error.why
      const { name, scope } = error as Partial<RateLimitedError>
      return name === 'RateLimitedError' ? `waits (${scope})` : 'tried again'
    },
  )

const PASSING = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'] as const

type CodeAndEnd = readonly [code: string, end: string]

const ENDS_OF_POSTS: readonly CodeAndEnd[] = [
  ['is_archived', 'channel-archived'],
  ['channel_not_found', 'channel-gone'],
  ['thread_not_found', 'channel-gone'],
  ['not_in_channel', 'not-in-channel'],
  ['restricted_action', 'not-allowed'],
  ['restricted_action_read_only_channel', 'not-allowed'],
  ['restricted_action_thread_locked', 'not-allowed'],
  ['account_inactive', 'not-allowed'],
  ['messages_tab_disabled', 'person-unreachable'],
  ['no_text', 'refused'],
  ['ratelimited', 'waits (call)'],
  ['rate_limited', 'waits (call)'],
  ...PASSING.map((code): CodeAndEnd => [code, 'tried again']),
]

describe('Slack says with HTTP 200 that it did not take a call:', () => {
  test.each(ENDS_OF_POSTS)('chat.postMessage with %s ends as: %s', async (code, end) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('chat.postMessage', code)
    expect(await endOf(chat.post(THREAD, line('done'), ONCE))).toBe(end)
    expect(slack.calls('chat.postMessage')).toHaveLength(1)
    expect(slack.messages()).toEqual([])
  })

  test.each([
    ['message_not_found', 'message-deleted'],
    ['cant_update_message', 'edit-refused'],
    ['edit_window_closed', 'edit-refused'],
    ['is_archived', 'channel-archived'],
    ['channel_not_found', 'channel-gone'],
    ['ratelimited', 'waits (call)'],
    ['internal_error', 'tried again'],
  ])('chat.update with %s ends as: %s', async (code, end) => {
    const { slack, chat } = await connected('socket mode')
    const ref = await chat.post(THREAD, QUESTION, ONCE)
    slack.failNext('chat.update', code)
    expect(await endOf(chat.edit(ref, line('Confirmed.')))).toBe(end)
    expect(slack.calls('chat.update')).toHaveLength(1)
  })

  test.each([
    ['user_not_found', 'person-unreachable'],
    ['user_disabled', 'person-unreachable'],
    ['cannot_dm_bot', 'person-unreachable'],
    ['ratelimited', 'waits (message)'],
    ['internal_error', 'tried again'],
  ])('conversations.open with %s ends as: %s', async (code, end) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('conversations.open', code)
    expect(await endOf(chat.post(ANA, line('done'), ONCE))).toBe(end)
    expect(slack.messages()).toEqual([])
  })

  test.each([
    ['conversations.history', CHANNEL, 'ratelimited', 'waits (message)'],
    ['conversations.history', CHANNEL, 'channel_not_found', 'channel-gone'],
    ['conversations.history', CHANNEL, 'internal_error', 'tried again'],
    ['conversations.replies', THREAD, 'ratelimited', 'waits (message)'],
    ['conversations.replies', THREAD, 'not_in_channel', 'not-in-channel'],
    ['conversations.replies', THREAD, 'internal_error', 'tried again'],
  ] as const)('%s of %j with %s ends as: %s', async (method, to, code, end) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext(method, code)
    expect(await endOf(chat.post(to, line('done'), AGAIN))).toBe(end)
    expect(slack.messages()).toEqual([])
  })

  test('a look that meets a 429 rests its message, and no other post', async () => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('conversations.replies', { status: 429, retryAfter: 30 })
    slack.failNext('conversations.open', { status: 429, retryAfter: 30 })
    expect(await endOf(chat.post(THREAD, line('done'), AGAIN))).toBe('waits (message)')
    expect(await endOf(chat.post(ANA, line('done'), ONCE))).toBe('waits (message)')
  })

  test('a look into a thread that was deleted finds nothing, once, and the post says how it is', async () => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('conversations.replies', 'thread_not_found')
    slack.failNext('chat.postMessage', 'thread_not_found')
    expect(await endOf(chat.post(THREAD, line('done'), AGAIN))).toBe('channel-gone')
    expect(slack.calls('conversations.replies')).toHaveLength(1)
  })

  test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])(
    'a card that is refused in every form with %s is given up, and no form comes twice',
    async (code) => {
      const { slack, chat } = await connected('socket mode')
      slack.failNext('chat.postMessage', ...Array.from({ length: 12 }, () => code))
      const log = { kind: 'code', text: 'line\n'.repeat(700) } as const
      expect(await endOf(chat.post(THREAD, { ...QUESTION, blocks: [log, ...QUESTION.blocks] }, ONCE))).toBe('refused')
      const sent = slack.calls('chat.postMessage').map(({ blocks = '', text = '' }) => `${blocks}${text}`)
      expect(new Set(sent).size).toBe(sent.length)
    },
  )

  test.each(['users.info', 'usergroups.list'] as const)(
    '%s: whoever asks is told that it is not known',
    async (method) => {
      const { slack, chat } = await connected('socket mode')
      slack.failNext(method, 'internal_error', 'internal_error')
      const asked =
        method === 'users.info' ? chat.standings?.standingOf('slack:U0ANA') : chat.groups?.groupsOf('slack:U0ANA')
      await expect(asked).rejects.toThrow()
    },
  )

  test('assistant.threads.setStatus: the thread shows the thought itself', async () => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('assistant.threads.setStatus', 'internal_error')
    expect(await chat.thinking?.('slack:D0ANA:1.1', 'is thinking…')).toBeUndefined()
  })
})

/** Every call between a message and its files, and each way in which it may end badly. */
const FAILURES: readonly Failure[] = [
  'internal_error',
  'ratelimited',
  { status: 500 },
  { status: 429, retryAfter: 1 },
  { answerLost: true },
]
const STEPS = ['chat.postMessage', 'files.getUploadURLExternal', 'files.completeUploadExternal'] as const

test.each(STEPS.flatMap((step) => FAILURES.map((failure) => [step, failure] as const)))(
  'a message whose %s fails with %j has its file in the end, once',
  async (step, failure) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext(step, failure)
    const first = await endOf(chat.post(THREAD, LOG, ONCE))
    // A wait that Slack asks for says that nothing was posted: the courier does not look then.
    await chat.post(THREAD, LOG, first.startsWith('waits') ? ONCE : AGAIN)
    expect(slack.messages()).toHaveLength(1)
    expect(slack.files().map(({ name }) => name)).toEqual(['billing.log'])
  },
)
