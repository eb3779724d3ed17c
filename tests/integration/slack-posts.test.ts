import { expect, test } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import { RateLimitedError, UndeliverableError } from '../../src/ports/chat-platform.ts'
import { line, QUESTION } from '../simulators/slack/cards.ts'
import { connected } from '../simulators/slack/connected.ts'
import { buttonsOf, wordsOf } from '../simulators/slack/workspace.ts'

const THREAD = { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000001' } as const
const ONCE = { key: 'reply-1', mayExist: false } as const
const AGAIN = { key: 'reply-1', mayExist: true } as const

test('a card is posted into its thread under its key, without previews of links', async () => {
  const { slack, chat } = await connected('socket mode')
  const ref = await chat.post(THREAD, QUESTION, ONCE)
  const [message] = slack.messages()
  expect(message).toMatchObject({
    channel: 'C0GENERAL',
    threadTs: '1700000000.000001',
    metadata: { event_type: 'shipmate_message', event_payload: { key: 'reply-1' } },
  })
  expect(ref).toBe(`slack:C0GENERAL:${message?.ts}`)
  expect(message && buttonsOf(message)).toEqual([
    { id: 'b_confirm', label: 'Confirm' },
    { id: 'b_cancel', label: 'Cancel' },
  ])
  expect(slack.calls('chat.postMessage')).toMatchObject([{ unfurl_links: 'false', unfurl_media: 'false' }])
  expect(slack.calls('conversations.replies')).toEqual([])
})

test('a person is written to directly', async () => {
  const { slack, chat } = await connected('socket mode')
  await chat.post({ kind: 'direct', user: 'slack:U0ANA' }, line('done'), ONCE)
  expect(slack.messages()).toMatchObject([{ channel: 'D0ANA', text: 'done' }])
})

test.each([
  ['a thread', THREAD],
  ['a channel', { kind: 'thread', thread: 'slack:C0GENERAL' }],
  ['a direct message', { kind: 'direct', user: 'slack:U0ANA' }],
] as const)('a post to %s whose answer was lost is found again instead of posted twice', async (_, to) => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('chat.postMessage', { answerLost: true })
  await expect(chat.post(to, line('done'), ONCE)).rejects.toThrow()
  for (let other = 0; other < 250; other += 1)
    await chat.post(to, line('more'), { key: `other-${other}`, mayExist: false })
  const ref = await chat.post(to, line('done'), AGAIN)
  expect(messageOf(ref).ts).toBe(slack.messages()[0]?.ts)
  expect(slack.messages().filter((message) => wordsOf(message) === 'done')).toHaveLength(1)
})

test('a post that never got through is posted at the next try', async () => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('chat.postMessage', { status: 500 })
  await expect(chat.post(THREAD, line('done'), ONCE)).rejects.toThrow()
  expect(slack.calls('chat.postMessage')).toHaveLength(1)
  await chat.post(THREAD, line('done'), AGAIN)
  expect(slack.messages()).toHaveLength(1)
})

test('somebody else’s message with the same key is not taken for ours', async () => {
  const { slack, chat } = await connected('socket mode')
  const { threadTs } = await slack.mention('U0ANA', 'status')
  await chat.post({ kind: 'thread', thread: `slack:C0GENERAL:${threadTs}` }, line('fine'), AGAIN)
  expect(slack.messages()).toHaveLength(1)
})

test('an edit replaces words and buttons and keeps the key', async () => {
  const { slack, chat } = await connected('socket mode')
  const ref = await chat.post(THREAD, QUESTION, ONCE)
  await chat.edit(ref, line('Cancelled by Ana.'))
  const [message] = slack.messages()
  expect(message).toMatchObject({ edits: 1, metadata: { event_payload: { key: 'reply-1' } } })
  expect(message && wordsOf(message)).toBe('Cancelled by Ana.')
  expect(message && buttonsOf(message)).toEqual([])
})

test.each([{ status: 429, retryAfter: 7 } as const, 'ratelimited'])(
  'when slack answers %j the courier is told to wait, and nothing is tried meanwhile',
  async (failure) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('chat.postMessage', failure)
    const error = await chat.post(THREAD, line('done'), ONCE).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RateLimitedError)
    expect(error).toMatchObject({ retryAfterMs: failure === 'ratelimited' ? 30_000 : 7_000 })
    expect(slack.calls('chat.postMessage')).toHaveLength(1)
  },
)

test.each(['channel_not_found', 'not_in_channel', 'is_archived', 'account_inactive'])(
  'a post refused with %s can never be delivered',
  async (refusal) => {
    const { slack, chat } = await connected('socket mode')
    slack.failNext('chat.postMessage', refusal)
    await expect(chat.post(THREAD, line('done'), ONCE)).rejects.toBeInstanceOf(UndeliverableError)
  },
)

test.each(['edit_window_closed', 'message_not_found', 'cant_update_message'])(
  'an edit refused with %s can never be made',
  async (refusal) => {
    const { slack, chat } = await connected('socket mode')
    const ref = await chat.post(THREAD, line('queued'), ONCE)
    slack.failNext('chat.update', refusal)
    await expect(chat.edit(ref, line('done'))).rejects.toBeInstanceOf(UndeliverableError)
  },
)

test('any other refusal may pass', async () => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('chat.postMessage', 'internal_error')
  const error = await chat.post(THREAD, line('done'), ONCE).catch((thrown: unknown) => thrown)
  expect(error).not.toBeInstanceOf(UndeliverableError)
  expect(error).not.toBeInstanceOf(RateLimitedError)
})

test('a person of another platform cannot be written to', async () => {
  const { chat } = await connected('socket mode')
  const elsewhere = { kind: 'direct', user: 'discord:42' } as const
  await expect(chat.post(elsewhere, line('done'), ONCE)).rejects.toBeInstanceOf(UndeliverableError)
})

test('a card too long for slack is made smaller until it fits, and keeps its buttons', async () => {
  const { slack, chat } = await connected('socket mode')
  const log = { kind: 'code', text: `${'line\n'.repeat(2_000)}the last one` } as const
  slack.failNext('chat.postMessage', 'msg_blocks_too_long', 'msg_too_long')
  await chat.post(THREAD, { ...QUESTION, blocks: [log, log, log, log, ...QUESTION.blocks] }, ONCE)
  const [message] = slack.messages()
  expect(message && wordsOf(message)).toContain('the last one')
  expect(message && buttonsOf(message)).toHaveLength(2)
})

test.each([
  ['too long however small', ['msg_blocks_too_long']],
  ['invalid', ['invalid_blocks']],
])('blocks that slack finds %s give way to words', async (_, refusals) => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('chat.postMessage', ...refusals)
  await chat.post(THREAD, QUESTION, ONCE)
  expect(slack.messages()).toMatchObject([{ blocks: [], text: expect.stringContaining('Deploy billing to staging?') }])
})

test('a person is in the user groups that slack lists them in, and each is called by its handle', async () => {
  const { slack, chat } = await connected('socket mode')
  slack.userGroup('S0DEPLOY', ['U0ANA', 'U0BEN'])
  slack.userGroup('S0OPS', ['U0BEN'])
  expect(await chat.groups?.groupsOf('slack:U0ANA')).toEqual(['slack:S0DEPLOY'])
  expect(await chat.groups?.groupsOf('slack:U0EVE')).toEqual([])
  expect(await chat.groups?.nameOf?.('slack:S0OPS')).toBe('@s0ops')
  expect(await chat.groups?.membersOf?.('slack:S0DEPLOY')).toEqual(['slack:U0ANA', 'slack:U0BEN'])
  expect(slack.calls('usergroups.list')).toHaveLength(2)
  expect(await chat.groups?.nameOf?.('slack:S0GONE')).toBeUndefined()
  slack.failNext('usergroups.list', 'missing_scope')
  await expect(chat.groups?.groupsOf('slack:U0ANA')).rejects.toThrow('missing_scope')
})

const LOG = {
  title: 'payments on staging',
  tone: 'neutral',
  blocks: [{ kind: 'file', name: 'payments-staging.log', text: 'one\ntwo <@U0ANA>\nthree', preview: 'three' }],
} as const

test('a long log is shared beneath its message as a file, once', async () => {
  const { slack, chat } = await connected('socket mode')
  await chat.post(THREAD, LOG, ONCE)
  await chat.post(THREAD, LOG, AGAIN)
  const [message, ...others] = slack.messages()
  expect(message && wordsOf(message)).toContain('three')
  expect(others).toEqual([])
  expect(slack.files()).toMatchObject([
    { name: 'payments-staging.log', channel: 'C0GENERAL', threadTs: '1700000000.000001' },
  ])
  expect(slack.files()[0]?.content).toContain('one\ntwo <@U0ANA>\nthree')
})

test.each([
  ['a thread', THREAD],
  ['a direct message', { kind: 'direct', user: 'slack:U0ANA' }],
] as const)('a file in %s that a crash has kept from its message is shared at the next try, once', async (_, to) => {
  const { slack, chat } = await connected('socket mode')
  await chat.post(to, LOG, { key: 'earlier', mayExist: false })
  slack.failNext('chat.postMessage', { answerLost: true })
  await expect(chat.post(to, LOG, ONCE)).rejects.toThrow()
  expect(slack.files()).toHaveLength(1)
  await chat.post(to, LOG, AGAIN)
  await chat.post(to, LOG, AGAIN)
  expect(slack.files()).toHaveLength(2)
  expect(slack.messages()).toHaveLength(2)
})

test('a file that slack does not take is said beneath the message, which stands', async () => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('files.getUploadURLExternal', 'missing_scope')
  await chat.post(THREAD, LOG, ONCE)
  expect(slack.files()).toEqual([])
  expect(slack.messages().map(({ text }) => text)).toEqual([
    expect.stringContaining('three'),
    'payments-staging.log could not be attached: the app lacks the permission files:write; add it and install the app again.',
  ])
})
