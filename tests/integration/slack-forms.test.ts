import { describe, expect, test } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import type { Form } from '../../src/domain/form.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { connected, TRANSPORTS, type Transport } from '../simulators/slack/connected.ts'

const FORM: Form = {
  id: 'b_reason',
  title: 'Reject',
  note: 'Rejecting CHG-1 ends it.',
  field: { label: 'Why?', required: false },
  send: 'Reject',
  close: 'Cancel',
}

async function asked(transport: Transport, thread = 'slack:C0GENERAL:1700000000.000001', config = {}) {
  const parts = await connected(transport, { config })
  const ref = await parts.chat.post({ kind: 'thread', thread }, QUESTION, { key: 'question', mayExist: false })
  parts.inbox.shows = FORM
  return { ...parts, ts: messageOf(ref).ts }
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('a form opens for whoever pressed, and what they type arrives with the thread of the card', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    expect(view).toMatchObject({ user: 'U0ANA', title: 'Reject', note: 'Rejecting CHG-1 ends it.', label: 'Why?' })
    expect(inbox.opened).toEqual([true])
    if (!view) return
    expect(await slack.send('U0ANA', view, 'the queue is full')).toEqual({ acknowledged: true, tries: 1 })
    expect(inbox.forms).toEqual([
      {
        keys: [`slack:form:${view.id}`],
        thread: 'slack:C0GENERAL:1700000000.000001',
        by: 'slack:U0ANA',
        form: 'b_reason',
        text: 'the queue is full',
      },
    ])
  })

  test('an empty form is sent as an empty text', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    if (view) await slack.send('U0ANA', view, null)
    expect(inbox.forms).toMatchObject([{ text: '' }])
  })

  test('what is wrong with it is shown in the field, and the form stays open', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    if (!view) throw new Error('nothing opened')
    inbox.formAnswer = { problem: 'Please type this in words.' }
    expect(await slack.send('U0ANA', view, '..')).toMatchObject({
      answer: { response_action: 'errors', errors: { text: 'Please type this in words.' } },
    })
    inbox.before = () => Promise.reject(new UnavailableError('no database'))
    expect(await slack.send('U0ANA', view, 'once more')).toMatchObject({
      answer: { response_action: 'errors', errors: { text: expect.stringContaining('My database') } },
    })
  })

  test('the same form delivered twice has one key; what came of it is told in the thread', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    if (!view) throw new Error('nothing opened')
    inbox.formAnswer = { notice: 'Already rejected by Ben.' }
    await Promise.all([slack.send('U0ANA', view, 'no'), slack.send('U0ANA', view, 'no')])
    expect(inbox.forms).toHaveLength(1)
    expect(await slack.ephemeral(() => true)).toMatchObject({
      user: 'U0ANA',
      threadTs: '1700000000.000001',
      text: 'Already rejected by Ben.',
    })
  })

  test('a slow form is acknowledged in time, and answered when it is done', async () => {
    const { slack, inbox, ts } = await asked(transport, undefined, { acknowledgeWithinMs: 200 })
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    if (!view) throw new Error('nothing opened')
    const release = Promise.withResolvers<void>()
    inbox.before = () => release.promise
    inbox.formAnswer = { problem: 'Please type this in words.' }
    expect(await slack.send('U0ANA', view, '.')).toEqual({ acknowledged: true, tries: 1 })
    await slack.ephemeral(({ text }) => text.includes('longer than usual'))
    release.resolve()
    await slack.ephemeral(({ text }) => text.includes('in words'))
  })

  test('a trigger that has died, or a Slack that does not answer, leaves it to the thread', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm', { agoMs: 3_001 })
    slack.failNext('views.open', 'internal_error', { status: 503 })
    await slack.press('U0ANA', ts, 'Confirm')
    await slack.press('U0ANA', ts, 'Confirm')
    expect(inbox.opened).toEqual([false, false, false])
    expect(slack.views()).toEqual([])
  })

  test('a press that comes twice opens one form, and the thread does not ask besides', async () => {
    const { slack, inbox, ts } = await asked(transport)
    const trigger = slack.trigger('twice', 'U0ANA')
    await slack.press('U0ANA', ts, 'Confirm', { trigger })
    await slack.press('U0ANA', ts, 'Confirm', { trigger })
    expect(inbox.opened).toEqual([true, true])
    expect(slack.views()).toHaveLength(1)
  })

  test('a view that is not ours is acknowledged and nothing else', async () => {
    const { slack, inbox, ts } = await asked(transport)
    await slack.press('U0ANA', ts, 'Confirm')
    const [view] = slack.views()
    if (!view) throw new Error('nothing opened')
    const foreign = { ...view, sent: { ...view.sent, private_metadata: 'not JSON' } }
    expect(await slack.send('U0ANA', foreign, 'hello')).toEqual({ acknowledged: true, tries: 1 })
    expect(inbox.forms).toEqual([])
  })
})
