import { describe, expect, test } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { connected, TRANSPORTS, type Transport } from '../simulators/slack/connected.ts'

async function asked(transport: Transport, thread = 'slack:C0GENERAL:1700000000.000001', config = {}) {
  const parts = await connected(transport, { config })
  const ref = await parts.chat.post({ kind: 'thread', thread }, QUESTION, { key: 'question', mayExist: false })
  return { ...parts, ts: messageOf(ref).ts }
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a press arrives with its button, its presser and its thread', async () => {
    const { slack, inbox, ts } = await asked(transport)
    expect(await slack.press('U0ANA', ts, 'Confirm')).toEqual({ acknowledged: true, tries: 1 })
    expect(inbox.presses).toEqual([
      {
        keys: [expect.stringMatching(new RegExp(`^slack:press:C0GENERAL:${ts}:[\\d.]+:U0ANA$`))],
        thread: 'slack:C0GENERAL:1700000000.000001',
        by: 'slack:U0ANA',
        button: 'b_confirm',
      },
    ])
  })

  test('two presses are two, even of the same person', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await Promise.all([slack.press('U0ANA', ts, 'Confirm'), slack.press('U0ANA', ts, 'b_confirm')])
    expect(inbox.presses).toHaveLength(2)
  })

  test('a press in a direct message belongs to the conversation there', async () => {
    const { slack, inbox, ts } = await asked(transport, 'slack:D0ANA')
    await slack.press('U0ANA', ts, 'Cancel')
    expect(inbox.presses).toMatchObject([{ thread: 'slack:D0ANA', button: 'b_cancel' }])
  })

  test('the notice is shown to the presser alone, in the thread of the message', async () => {
    const { slack, inbox, ts } = await asked(transport)
    inbox.answer = { notice: 'Only <@U0ANA> may confirm this & nobody else.' }
    await slack.press('U0BEN', ts, 'Confirm')
    expect(await slack.ephemeral(() => true)).toEqual({
      channel: 'C0GENERAL',
      user: 'U0BEN',
      threadTs: '1700000000.000001',
      text: 'Only &lt;@U0ANA&gt; may confirm this &amp; nobody else.',
    })
  })

  test('a press that cannot be noted is acknowledged, and the presser told why', async () => {
    const { slack, inbox, ts } = await asked(transport)
    inbox.before = () => Promise.reject(new UnavailableError('no database'))
    expect(await slack.press('U0ANA', ts, 'Confirm')).toMatchObject({ acknowledged: true })
    expect(await slack.ephemeral(() => true)).toMatchObject({ text: expect.stringContaining('My database') })
  })

  test('a slow press is acknowledged in time, and answered when it is done', async () => {
    const { slack, inbox, ts } = await asked(transport, undefined, { acknowledgeWithinMs: 20 })
    const release = Promise.withResolvers<void>()
    inbox.before = () => release.promise
    inbox.answer = { notice: 'Already confirmed by Ben.' }
    expect(await slack.press('U0ANA', ts, 'Confirm')).toMatchObject({ acknowledged: true })
    await slack.ephemeral(({ text }) => text.includes('longer than usual'))
    release.resolve()
    await slack.ephemeral(({ text }) => text.includes('Already confirmed'))
  })
})
