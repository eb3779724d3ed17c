import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import { line, QUESTION } from '../simulators/slack/cards.ts'
import { connected, TRANSPORTS, type Transport } from '../simulators/slack/connected.ts'
import { commandPayload, eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'

const THREAD = { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000001' } as const
const ONCE = { key: 'question', mayExist: false } as const

async function asked(transport: Transport) {
  const parts = await connected(transport)
  const ref = await parts.chat.post(THREAD, QUESTION, ONCE)
  return { ...parts, ref, ts: messageOf(ref).ts }
}

test.each([
  ['a 500', { status: 500 }],
  ['internal_error', 'internal_error'],
  ['a 429 that is soon over', { status: 429, retryAfter: 1 }],
  ['ratelimited', 'ratelimited'],
] as const)('a notice that meets %s is said all the same', async (_, failure) => {
  const { slack, inbox, ts } = await asked('socket mode')
  inbox.answer = { notice: 'Only Ana may confirm this.' }
  slack.failNext('chat.postEphemeral', failure)
  await slack.press('U0BEN', ts, 'Confirm')
  expect(await slack.ephemeral(() => true)).toMatchObject({ user: 'U0BEN', text: 'Only Ana may confirm this.' })
  expect(slack.calls('chat.postEphemeral')).toHaveLength(2)
})

test('a notice that can never be said, or not for so long that nobody would know what it is about, is let go', async () => {
  const { slack, inbox, chat, ts } = await asked('socket mode')
  inbox.answer = { notice: 'Only Ana may confirm this.' }
  slack.failNext('chat.postEphemeral', 'channel_not_found', { status: 429, retryAfter: 600 })
  await slack.press('U0BEN', ts, 'Confirm')
  await slack.press('U0BEN', ts, 'Confirm')
  await expect.poll(() => slack.calls('chat.postEphemeral')).toHaveLength(2)
  await chat.stop()
  expect(slack.ephemerals()).toEqual([])
})

test('a notice that waits to be tried again does not hold up a stop', async () => {
  const { slack, inbox, chat, ts } = await asked('socket mode')
  inbox.answer = { notice: 'Only Ana may confirm this.' }
  slack.failNext('chat.postEphemeral', { status: 429, retryAfter: 50 })
  await slack.press('U0BEN', ts, 'Confirm')
  await expect.poll(() => slack.calls('chat.postEphemeral')).toHaveLength(1)
  await chat.stop()
  expect(slack.calls('chat.postEphemeral')).toHaveLength(1)
})

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a command that was renamed in the app’s settings is a command', async () => {
    const { slack, inbox } = await connected(transport)
    const renamed = { ...commandPayload('U0ANA', 'status', 'C0GENERAL'), command: '/ship' }
    expect(await slack.deliver('slash_commands', renamed)).toMatchObject({ acknowledged: true })
    expect(inbox.messages).toMatchObject([{ text: 'status', addressed: 'command' }])
  })

  test('a shortcut on a message is acknowledged, and its person told what to do instead', async () => {
    const { slack, inbox } = await connected(transport)
    const shortcut = {
      type: 'message_action',
      callback_id: 'anything',
      team: { id: 'T1', domain: 'harbour' },
      user: { id: 'U0ANA', name: 'ana', team_id: 'T1' },
      channel: { id: 'C0GENERAL', name: 'general' },
      message: { type: 'message', ts: '1.1', text: 'x' },
      trigger_id: 't',
      response_url: 'http://127.0.0.1:9/x',
    }
    expect(await slack.deliver('interactive', shortcut)).toMatchObject({ acknowledged: true })
    expect(await slack.ephemeral(() => true)).toMatchObject({
      user: 'U0ANA',
      text: expect.stringContaining('Mention me'),
    })
    expect(inbox.handed).toBe(0)
  })

  test('a submitted form is acknowledged', async () => {
    const { slack } = await connected(transport)
    const submission = {
      type: 'view_submission',
      team: { id: 'T1', domain: 'harbour' },
      user: { id: 'U0ANA', name: 'ana', team_id: 'T1' },
      view: { id: 'V1', type: 'modal', callback_id: 'anything', state: { values: {} } },
    }
    expect(await slack.deliver('interactive', submission)).toEqual({ acknowledged: true, tries: 1 })
  })

  test('notices that Slack itself writes are nobody’s words', async () => {
    const { slack, inbox } = await connected(transport)
    for (const user of ['USLACK', 'USLACKBOT']) {
      const said = { channel: 'D0ANA', user, text: 'You have been invited', ts: '1.1', blocks: [], edits: 0 }
      await slack.deliver('events_api', eventPayload(spokenEvent('message', said)))
    }
    expect(inbox.handed).toBe(0)
  })
})

test('a card that is too long comes shorter each time, never the same again', async () => {
  const { slack, chat } = await connected('socket mode')
  const log = { kind: 'code', text: 'line\n'.repeat(700) } as const
  slack.failNext('chat.postMessage', 'msg_blocks_too_long', 'msg_blocks_too_long', 'msg_blocks_too_long')
  await chat.post(THREAD, { ...QUESTION, blocks: [log, ...QUESTION.blocks] }, ONCE)
  const lengths = slack.calls('chat.postMessage').map(({ blocks = '' }) => blocks.length)
  expect(new Set(lengths).size).toBe(lengths.length)
  expect(lengths.toSorted((a, b) => b - a)).toEqual(lengths)
})

test.each([
  ['a plan', QUESTION.blocks, 'Mention me and say “yes” or “no”.'],
  [
    'a question',
    [
      {
        kind: 'buttons',
        buttons: [
          { id: 'a', label: 'staging', style: 'plain' },
          { id: 'b', label: 'production', style: 'plain' },
        ],
      },
    ],
    'Mention me and say “staging” or “production”.',
  ],
] as const)('where Slack takes no buttons, %s says how to answer in words', async (_, blocks, words) => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('chat.postMessage', 'invalid_blocks')
  await chat.post(THREAD, { ...QUESTION, blocks }, ONCE)
  expect(slack.messages()).toMatchObject([{ blocks: [], text: expect.stringContaining(words) }])
})

test('whoever presses on a card that somebody deletes is told that it counted', async () => {
  const { slack, chat, ref, ts } = await asked('socket mode')
  await slack.press('U0ANA', ts, 'Confirm')
  slack.failNext('chat.update', 'message_not_found')
  await expect(chat.edit(ref, line('Confirmed.'))).rejects.toThrow()
  expect(await slack.ephemeral(() => true)).toMatchObject({
    user: 'U0ANA',
    text: expect.stringContaining('The card was deleted'),
  })
})

test('two people who call themselves Ana can be told apart', async () => {
  const { slack, inbox } = await connected('socket mode')
  slack.describe('U0ANA', { name: 'ana.k', profile: { display_name: 'Ana' } })
  slack.describe('U0EVE', { name: 'eve', profile: { display_name: 'Ana (@ana.k)' } })
  await slack.mention('U0ANA', 'status')
  await slack.mention('U0EVE', 'status')
  await vi.waitFor(() => expect([...inbox.names.values()]).toEqual(['Ana (@ana.k)', 'Ana ana.k (@eve)']))
})

test.each(TRANSPORTS)('over %s, that Slack left events out is acknowledged and reported', async (transport) => {
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (written: string) => void lines.push(written) })
  const { slack } = await connected(transport, { log })
  const limited = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1_700_000_000, api_app_id: 'A1' }
  expect(await slack.deliver('events_api', limited)).toEqual({ acknowledged: true, tries: 1 })
  expect(lines.join()).toContain('slack left events out')
})

test.each([
  ['null', 'null'],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['an envelope without anything', '{}'],
  ['an envelope of no type', '{"type":null,"payload":null}'],
  ['an event without a payload', '{"type":"events_api","envelope_id":"E1"}'],
  ['an event that is null', '{"type":"events_api","envelope_id":"E1","payload":{"team_id":"T1","event":null}}'],
  ['an event of no type', '{"type":"events_api","envelope_id":"E1","payload":{"team_id":"T1","event":{}}}'],
  ['an event called error', '{"type":"events_api","payload":{"team_id":"T1","event":{"type":"error"}}}'],
  ['an event called disconnected', '{"type":"events_api","payload":{"team_id":"T1","event":{"type":"disconnected"}}}'],
  ['an event called ws_message', '{"type":"events_api","payload":{"team_id":"T1","event":{"type":"ws_message"}}}'],
  ['a press without anything', '{"type":"interactive","envelope_id":"E1","payload":{"team":{"id":"T1"}}}'],
  ['a command without anything', '{"type":"slash_commands","envelope_id":"E1","payload":{"team_id":"T1"}}'],
])('%s over the socket ends nothing, and what is said next arrives', async (_, words) => {
  const { slack, inbox, chat } = await connected('socket mode')
  slack.sendRaw(words)
  await slack.mention('U0ANA', 'status')
  expect(inbox.messages).toHaveLength(1)
  expect(chat.state().connected).toBe(true)
})
