import { describe, expect, test } from 'vitest'
import { connected, TRANSPORTS } from '../simulators/slack/connected.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'

const MENTION = {
  channel: 'C0GENERAL',
  user: 'U0ANA',
  text: '<@U0SHIPMATE> deploy billing to staging',
  ts: '1700000001.000001',
  blocks: [],
  edits: 0,
}

/** Every order in which so many of one and so many of the other can come. */
function orders(mentions: number, messages: number): readonly (readonly ('app_mention' | 'message')[])[] {
  if (mentions === 0 && messages === 0) return [[]]
  return [
    ...(mentions > 0 ? orders(mentions - 1, messages).map((rest) => ['app_mention' as const, ...rest]) : []),
    ...(messages > 0 ? orders(mentions, messages - 1).map((rest) => ['message' as const, ...rest]) : []),
  ]
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a mention three times in both forms, in each of the 20 orders, is one message said to the bot', async () => {
    const { slack, inbox } = await connected(transport)
    expect(orders(3, 3)).toHaveLength(20)
    for (const [index, order] of orders(3, 3).entries()) {
      const said = { ...MENTION, ts: `1700000001.${String(index).padStart(6, '0')}` }
      const twins = {
        app_mention: eventPayload(spokenEvent('app_mention', said)),
        message: eventPayload(spokenEvent('message', said)),
      }
      for (const form of order) await slack.deliver('events_api', twins[form])
    }
    expect(inbox.handed).toBe(120)
    expect(inbox.messages).toHaveLength(20)
    expect(inbox.messages.every(({ addressed }) => addressed === 'mention')).toBe(true)
  })

  test('all of them at once are one message too', async () => {
    const { slack, inbox } = await connected(transport)
    const forms = ['app_mention', 'message', 'app_mention', 'message', 'app_mention', 'message'] as const
    await Promise.all(forms.map((form) => slack.deliver('events_api', eventPayload(spokenEvent(form, MENTION)))))
    expect(inbox.messages).toHaveLength(1)
  })

  test('the same message under eleven event ids is one message', async () => {
    const { slack, inbox } = await connected(transport)
    const said = { ...MENTION, channel: 'D0ANA', text: 'status' }
    for (let id = 0; id < 11; id += 1) await slack.deliver('events_api', eventPayload(spokenEvent('message', said)))
    expect(inbox.messages).toHaveLength(1)
    expect(new Set(inbox.messages.flatMap(({ keys }) => keys)).size).toBe(2)
  })

  test('a command delivered twice has the same key twice', async () => {
    const { slack, inbox } = await connected(transport)
    const payload = {
      command: '/shipmate',
      text: 'status',
      user_id: 'U0ANA',
      channel_id: 'C0GENERAL',
      trigger_id: 't1',
      team_id: 'T1',
    }
    await slack.deliver('slash_commands', payload)
    await slack.deliver('slash_commands', payload)
    expect(inbox.handed).toBe(2)
    expect(inbox.messages).toMatchObject([{ keys: ['slack:command:t1'] }])
  })
})
