import { describe, expect, test } from 'vitest'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected, TRANSPORTS } from '../simulators/slack/connected.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { wordsOf } from '../simulators/slack/workspace.ts'

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a mention arrives once, although slack sends it as app_mention and as message', async () => {
    const { slack, inbox } = await connected(transport)
    const { ts, deliveries } = await slack.mention('U0ANA', 'deploy billing to staging')
    expect(deliveries).toEqual([
      { acknowledged: true, tries: 1 },
      { acknowledged: true, tries: 1 },
    ])
    expect(inbox.messages).toMatchObject([
      {
        keys: [expect.stringMatching(/^slack:event:Ev\d+$/), `slack:C0GENERAL:${ts}`],
        thread: `slack:C0GENERAL:${ts}`,
        by: 'slack:U0ANA',
        addressed: 'mention',
        text: 'deploy billing to staging',
      },
    ])
  })

  test.each([[['app_mention', 'message'] as const], [['message', 'app_mention'] as const]])(
    'a mention counts as one in the order %j',
    async (forms) => {
      const { slack, inbox } = await connected(transport)
      await slack.mention('U0ANA', 'status', { forms })
      expect(inbox.messages).toMatchObject([{ addressed: 'mention' }])
      expect(inbox.handed).toBe(2)
    },
  )

  test('a mention by the bot id is one, and left out of the words, though slack sends no app_mention for it', async () => {
    const { slack, inbox } = await connected(transport)
    const { ts } = await slack.say('U0ANA', '<@B0SHIPMATE> status')
    await slack.say('U0BEN', '<@B0OTHER> status')
    expect(inbox.messages).toMatchObject([
      { addressed: 'mention', text: 'status', thread: `slack:C0GENERAL:${ts}`, by: 'slack:U0ANA' },
    ])
  })

  test('a direct message is one conversation, in and outside of threads', async () => {
    const { slack, inbox } = await connected(transport)
    const { channel, ts } = await slack.direct('U0ANA', 'status')
    await slack.say('U0ANA', 'yes', { channel, threadTs: ts })
    expect(inbox.messages).toMatchObject([
      { addressed: 'direct', thread: 'slack:D0ANA', text: 'status' },
      { addressed: 'direct', thread: 'slack:D0ANA', text: 'yes' },
    ])
  })

  test('words in a thread are overheard, words in the channel are not', async () => {
    const { slack, inbox } = await connected(transport)
    const { threadTs } = await slack.mention('U0ANA', 'deploy billing')
    await slack.say('U0ANA', 'staging', { threadTs })
    await slack.say('U0BEN', 'lunch?')
    expect(inbox.messages.slice(1)).toMatchObject([
      { addressed: 'overheard', text: 'staging', thread: `slack:C0GENERAL:${threadTs}` },
    ])
  })

  test('a command is shown with who asked it, and all that follows stands in its thread', async () => {
    const { slack, inbox } = await connected(transport)
    expect(await slack.command('U0ANA', 'status')).toEqual({ acknowledged: true, tries: 1 })
    await slack.command('U0ANA', 'status')
    const [first, second] = slack.messages()
    expect([first, second].map((echo) => echo && wordsOf(echo))).toEqual([
      '0ana: /shipmate status',
      '0ana: /shipmate status',
    ])
    expect(inbox.messages).toMatchObject([
      { addressed: 'command', text: 'status', thread: `slack:C0GENERAL:${first?.ts}`, by: 'slack:U0ANA' },
      { addressed: 'command', text: 'status', thread: `slack:C0GENERAL:${second?.ts}` },
    ])
    await slack.say('U0ANA', 'yes', { threadTs: first?.ts ?? '' })
    expect(inbox.messages.at(-1)).toMatchObject({ text: 'yes', thread: `slack:C0GENERAL:${first?.ts}` })
  })

  test('a secret in a command is not shown to the channel', async () => {
    const { slack } = await connected(transport)
    await slack.command('U0ANA', 'deploy billing because ghp_0123456789abcdefghijABCDEFGHIJ012345 leaked')
    const [echo] = slack.messages()
    expect(echo && wordsOf(echo)).toBe('0ana: /shipmate deploy billing because [secret] leaked')
  })

  test('nor is one that the configuration holds', async () => {
    const redact = (text: string): string => text.replaceAll('hunter2', '[secret]')
    const { slack } = await connected(transport, { config: { redact } })
    await slack.command('U0ANA', 'deploy billing because hunter2 leaked')
    const [echo] = slack.messages()
    expect(echo && wordsOf(echo)).toBe('0ana: /shipmate deploy billing because [secret] leaked')
  })

  test('a command from a channel that the bot is not in is answered with how to invite it, and not taken in', async () => {
    const { slack, inbox } = await connected(transport)
    slack.removeBotFrom('C0SECRET')
    const { answer } = await slack.command('U0ANA', 'status', 'C0SECRET')
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('/invite') })
    expect(inbox.messages).toEqual([])
  })

  test('what no person has newly said is left alone', async () => {
    const { slack, inbox } = await connected(transport)
    const edited = { type: 'message', user: 'U0ANA', text: '<@U0SHIPMATE> deploy', ts: '1700000001.000001' }
    const channel = { channel: 'C0GENERAL', channel_type: 'channel', event_ts: '1700000009.000001' }
    const events = [
      { ...channel, ...edited, type: 'app_mention', edited: { user: 'U0ANA', ts: '1700000008.000001' } },
      { ...channel, ...edited, subtype: 'channel_join' },
      { ...channel, ...edited, subtype: 'bot_message', bot_id: 'B0OTHER' },
      { ...channel, ...edited, bot_id: 'B0OTHER' },
      { ...channel, ...edited, user: 'U0SHIPMATE' },
    ]
    for (const event of events) {
      expect(await slack.deliver('events_api', eventPayload(event))).toMatchObject({ acknowledged: true })
    }
    expect(inbox.handed).toBe(0)
  })

  test('words with a file, or shown to the channel too, are words', async () => {
    const { slack, inbox } = await connected(transport)
    for (const [index, subtype] of ['file_share', 'thread_broadcast'].entries()) {
      const said = {
        channel: 'D0ANA',
        user: 'U0ANA',
        text: subtype,
        ts: `1700000001.00000${index}`,
        blocks: [],
        edits: 0,
      }
      await slack.deliver('events_api', eventPayload({ ...spokenEvent('message', said), subtype }))
    }
    expect(inbox.messages.map(({ text }) => text)).toEqual(['file_share', 'thread_broadcast'])
  })

  test('a file alone is handed over without words, which the core answers', async () => {
    const { slack, inbox } = await connected(transport)
    const said = { channel: 'D0ANA', user: 'U0ANA', text: '', ts: '1700000001.000009', blocks: [], edits: 0 }
    const files = [{ id: 'F0LOG', name: 'build.log' }]
    await slack.deliver('events_api', eventPayload({ ...spokenEvent('message', said), subtype: 'file_share', files }))
    expect(inbox.messages).toMatchObject([{ addressed: 'direct', text: '' }])
  })

  test('what cannot be stored is delivered again until it can, and its author hears of it once', async () => {
    const { slack, inbox } = await connected(transport)
    inbox.before = async () => {
      if (inbox.handed <= 4) throw new UnavailableError('no database')
    }
    const { ts, deliveries } = await slack.mention('U0ANA', 'deploy billing')
    expect(deliveries.map(({ acknowledged }) => acknowledged)).toEqual([true, true])
    expect(inbox.messages).toMatchObject([{ thread: `slack:C0GENERAL:${ts}` }])
    await slack.ephemeral(({ text }) => text.includes('Recorded now'))
    expect(slack.ephemerals()).toMatchObject([
      { user: 'U0ANA', channel: 'C0GENERAL', text: expect.stringContaining('My database does not answer') },
      { user: 'U0ANA', channel: 'C0GENERAL' },
    ])
  })

  test('what was overheard is delivered again too, but nobody is bothered with that', async () => {
    const { slack, inbox, chat } = await connected(transport)
    const { threadTs } = await slack.mention('U0ANA', 'deploy billing')
    inbox.before = async () => {
      if (inbox.handed < 5) throw new UnavailableError('no database')
    }
    const { deliveries } = await slack.say('U0ANA', 'staging', { threadTs })
    expect(deliveries).toEqual([{ acknowledged: true, tries: 3 }])
    await chat.stop()
    expect(slack.ephemerals()).toEqual([])
  })

  test('when the core does not answer in time, the event is given back and its author told', async () => {
    const { slack, inbox } = await connected(transport, { config: { acknowledgeWithinMs: 20 } })
    const release = Promise.withResolvers<void>()
    inbox.before = () => release.promise
    const { deliveries } = await slack.direct('U0ANA', 'status')
    expect(deliveries).toEqual([{ acknowledged: false, tries: 4 }])
    release.resolve()
    await slack.ephemeral(({ text }) => text.includes('slow'))
    expect(slack.ephemerals()).toHaveLength(1)
    await expect.poll(() => inbox.messages).toHaveLength(1)
  })

  test('a command that cannot be stored is acknowledged with the reason', async () => {
    const { slack, inbox } = await connected(transport)
    inbox.before = () => Promise.reject(new UnavailableError('no database'))
    expect(await slack.command('U0ANA', 'status')).toEqual({
      acknowledged: true,
      tries: 1,
      answer: { response_type: 'ephemeral', text: expect.stringContaining('My database does not answer') },
    })
    // Nothing stays that looks as if it had been noted.
    await expect.poll(() => slack.messages()).toEqual([])
  })

  test('a slow command is acknowledged in time, and its author hears when it fails in the end', async () => {
    const { slack, inbox } = await connected(transport, { config: { acknowledgeWithinMs: 20 } })
    const release = Promise.withResolvers<void>()
    inbox.before = async () => {
      await release.promise
      throw new UnavailableError('no database')
    }
    expect(await slack.command('U0ANA', 'status')).toMatchObject({ acknowledged: true, answer: { text: /longer/ } })
    release.resolve()
    await slack.ephemeral(({ text, user }) => user === 'U0ANA' && text.includes('My database does not answer'))
  })
})
