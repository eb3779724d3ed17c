import { describe, expect, test } from 'vitest'
import { messageIdOf } from '../../src/domain/message-id.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected, TRANSPORTS } from '../simulators/slack/connected.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'

const CHANNEL = { type: 'message', channel: 'C0GENERAL', channel_type: 'channel', hidden: true }
const BEFORE = { type: 'message', user: 'U0ANA', text: '<@U0SHIPMATE> deploy billing', ts: '1700000001.000001' }
const ID = messageIdOf('slack:C0GENERAL:1700000001.000001')

const changed = (now: object, eventTs = '1700000009.000001') => ({
  ...{ ...CHANNEL, subtype: 'message_changed', ts: eventTs, event_ts: eventTs },
  message: { ...BEFORE, ...now },
  previous_message: BEFORE,
})
const rewritten = (text: string) => changed({ text, edited: { user: 'U0ANA', ts: '1700000008.000001' } })

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('an edit is handed over as one, with the id of what was said, however often it comes', async () => {
    const { slack, inbox } = await connected(transport)
    const said = { channel: 'C0GENERAL', user: 'U0ANA', text: BEFORE.text, ts: BEFORE.ts, blocks: [], edits: 0 }
    await slack.deliver('events_api', eventPayload(spokenEvent('app_mention', said)))
    const event = rewritten('<@U0SHIPMATE> deploy billing to staging')
    for (let time = 0; time < 3; time += 1) await slack.deliver('events_api', eventPayload(event))
    expect(inbox.messages).toMatchObject([{ id: ID, text: 'deploy billing' }])
    expect(inbox.edits).toMatchObject([
      { message: ID, by: 'slack:U0ANA', addressed: 'mention', text: 'deploy billing to staging' },
    ])
    expect(inbox.edits[0]?.saidAt).toEqual(new Date(1_700_000_001_000))
    expect(inbox.edits[0]?.editedAt).toEqual(new Date(1_700_000_008_000))
  })

  test('an edit that mentions the bot by its bot id is said to it', async () => {
    const { slack, inbox } = await connected(transport)
    await slack.deliver('events_api', eventPayload(rewritten('<@B0SHIPMATE> deploy billing to staging')))
    expect(inbox.edits).toMatchObject([{ message: ID, addressed: 'mention', text: 'deploy billing to staging' }])
  })

  test('an edit that takes the mention out is said to people', async () => {
    const { slack, inbox } = await connected(transport)
    await slack.deliver('events_api', eventPayload(rewritten('Ben, deploy billing to staging')))
    expect(inbox.edits).toMatchObject([{ message: ID, addressed: 'overheard' }])
  })

  test.each([
    ['the preview of a link', changed({ attachments: [{ from_url: 'https://example.org' }] })],
    ['an answer beneath it', changed({ reply_count: 1, subtype: undefined })],
    ['an edit of the bot', { ...changed({ text: 'done', user: 'U0SHIPMATE', bot_id: 'B0SHIPMATE' }) }],
    ['an edit of another bot', { ...changed({ text: 'done', bot_id: 'B0OTHER' }) }],
    ['what Slack rewrites in it', changed({ text: '<@U0SHIPMATE> deploy <https://example.org|billing>' })],
    [
      'what somebody else rewrites in it',
      changed({ text: '<@U0SHIPMATE> deploy payments', edited: { user: 'U0EVE', ts: '1700000008.000001' } }),
    ],
    ['an edit of Slack itself', { ...changed({ text: 'done', user: 'USLACKBOT' }) }],
  ])('%s is no edit', async (_, event) => {
    const { slack, inbox } = await connected(transport)
    expect(await slack.deliver('events_api', eventPayload(event))).toMatchObject({ acknowledged: true, tries: 1 })
    expect(inbox.handed).toBe(0)
  })

  test.each([
    [
      'alone',
      { ...CHANNEL, subtype: 'message_deleted', deleted_ts: BEFORE.ts, ts: '1700000009.1', previous_message: BEFORE },
    ],
    [
      'with answers beneath it',
      changed({ subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' }),
    ],
  ])('a message that is deleted %s is handed over as gone', async (_, event) => {
    const { slack, inbox } = await connected(transport)
    await slack.deliver('events_api', eventPayload(event))
    expect(inbox.deletions).toMatchObject([{ message: ID }])
    expect(inbox.edits).toEqual([])
  })

  test('an edit that cannot be recorded is left for slack to deliver again, and nobody is told', async () => {
    const { slack, inbox } = await connected(transport)
    inbox.before = async () => {
      if (inbox.handed < 3) throw new UnavailableError('no database')
    }
    const delivered = await slack.deliver('events_api', eventPayload(rewritten('<@U0SHIPMATE> status')))
    expect(delivered).toEqual({ acknowledged: true, tries: 3 })
    expect(inbox.edits).toHaveLength(1)
    expect(slack.ephemerals()).toEqual([])
  })
})
