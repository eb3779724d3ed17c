import { expect, test } from 'vitest'
import { connected, TRANSPORTS } from '../simulators/slack/connected.ts'
import { deployForm, globalShortcut, messageShortcut, optionsAsked } from '../simulators/slack/surfaces.ts'

const LINK = 'https://github.com/acme/billing/pull/42'

async function workspace(transport: (typeof TRANSPORTS)[number] = 'http') {
  const { slack, inbox } = await connected(transport, { server: { redeliverAfterMs: 3_000 } })
  inbox.known = { service: ['billing', 'mail'], environment: ['staging', 'production'], ref: ['v1.2.0', 'v1.1.0'] }
  return { slack, inbox }
}

test.each(TRANSPORTS)(
  'over %s, “Deploy this pull request” asks for it in the thread of the message',
  async (transport) => {
    const { slack, inbox } = await workspace(transport)
    const message = { ts: '100.1', text: `please review <${LINK}|#42>` }
    expect(await slack.deliver('interactive', messageShortcut('UANA', message))).toMatchObject({ acknowledged: true })
    await expect
      .poll(() => inbox.messages)
      .toMatchObject([
        {
          ...{ by: 'slack:UANA', thread: 'slack:C0GENERAL:100.1', addressed: 'command' },
          request: { intent: 'deploy.start', slots: { ref: LINK, service: 'billing' } },
        },
      ])
    expect(slack.messages({ threadTs: '100.1' })).toMatchObject([
      { text: expect.stringContaining(`ana: deploy ${LINK}`) },
    ])
  },
)

test.each([
  ['that somebody of another workspace has posted', { text: `<${LINK}>`, team: 'T0OTHER' }],
  ['that an app has posted', { attachments: [{ from_url: LINK, title: 'Fix the bill' }] }],
  [
    'that stands in its blocks',
    { blocks: [{ type: 'rich_text', elements: [{ elements: [{ type: 'link', url: LINK }] }] }] },
  ],
])('a link %s counts as well', async (_, message) => {
  const { slack, inbox } = await workspace()
  await slack.deliver('interactive', messageShortcut('UANA', message))
  await expect.poll(() => inbox.messages).toMatchObject([{ request: { slots: { ref: LINK } } }])
})

test('a merge request of a repository that is no service leaves the service to be asked for', async () => {
  const { slack, inbox } = await workspace()
  const link = 'https://gitlab.example.com/acme/tools/forms/-/merge_requests/7'
  await slack.deliver('interactive', messageShortcut('UANA', { text: `<${link}>` }))
  await expect
    .poll(() => inbox.messages.map(({ request }) => request))
    .toEqual([{ intent: 'deploy.start', slots: { ref: link } }])
})

test('a message without a link gets one sentence, for its person alone', async () => {
  const { slack, inbox } = await workspace()
  await slack.deliver('interactive', messageShortcut('UANA', { text: 'see https://github.com/acme/billing/issues/42' }))
  expect(await slack.ephemeral(() => true)).toMatchObject({
    ...{ user: 'UANA', channel: 'C0GENERAL', threadTs: '100.1' },
    text: expect.stringContaining('no link to a pull request'),
  })
  expect(inbox.handed).toBe(0)
})

test('where the bot is no member its person is told directly, and nothing is recorded', async () => {
  const { slack, inbox } = await workspace()
  slack.removeBotFrom('C0GENERAL')
  await slack.deliver('interactive', messageShortcut('UANA', { text: LINK }))
  expect(await slack.message(({ channel }) => channel === 'DANA')).toMatchObject({
    text: expect.stringContaining('I am not in this channel'),
  })
  expect(inbox.handed).toBe(0)
})

test('“Deploy…” opens a form with menus of what its person may deploy', async () => {
  const { slack, inbox } = await workspace()
  await slack.deliver('interactive', globalShortcut('UANA', slack.trigger('t-1', 'UANA')))
  const [view] = slack.views()
  expect(view?.sent.blocks.map(({ block_id }) => block_id)).toEqual(['service', 'environment', 'ref', 'where'])
  const asked = async (field: string, typed: string, service?: string) =>
    (await slack.deliver('interactive', optionsAsked('UANA', field, typed, service))).answer
  expect(await asked('service', 'bil')).toMatchObject({ options: [{ value: 'billing' }] })
  expect(await asked('environment', '')).toMatchObject({ options: [{ value: 'staging' }, { value: 'production' }] })
  expect(await asked('ref', '', 'billing')).toMatchObject({ options: [{ value: 'v1.2.0' }, { value: 'v1.1.0' }] })
  expect(inbox.suggested.at(-1)).toMatchObject({
    intent: 'deploy.start',
    slot: 'ref',
    service: 'billing',
    by: 'slack:UANA',
  })
  // A branch that nobody suggests may be typed.
  expect(await asked('ref', 'fix-the-bill', 'billing')).toMatchObject({ options: [{ value: 'fix-the-bill' }] })
})

test('whoever may deploy nothing gets a sentence and no form', async () => {
  const { slack, inbox } = await workspace()
  inbox.known = {}
  await slack.deliver('interactive', globalShortcut('UBEN', slack.trigger('t-1', 'UBEN')))
  expect(await slack.message(({ channel }) => channel === 'DBEN')).toMatchObject({
    text: expect.stringContaining('nothing here that you may deploy'),
  })
  expect(slack.views()).toEqual([])
})

test('what is chosen is a request of that person, answered directly', async () => {
  const { slack, inbox } = await workspace()
  const sent = deployForm('UANA', { service: 'billing', environment: 'staging', ref: 'v1.2.0' })
  expect(await slack.deliver('interactive', sent)).toMatchObject({ acknowledged: true })
  expect(inbox.messages).toMatchObject([
    {
      ...{ by: 'slack:UANA', thread: 'slack:DANA', addressed: 'direct' },
      request: { intent: 'deploy.start', slots: { service: 'billing', environment: 'staging', ref: 'v1.2.0' } },
    },
  ])
  // The same form sent once more is the same request.
  await slack.deliver('interactive', sent)
  expect(inbox.messages).toHaveLength(1)
})

test('or answered in the channel that was chosen, in a thread', async () => {
  const { slack, inbox } = await workspace()
  await slack.deliver(
    'interactive',
    deployForm('UANA', { service: 'billing', environment: 'staging', where: 'C0GENERAL' }),
  )
  const [echo] = slack.messages({ channel: 'C0GENERAL' })
  expect(echo).toMatchObject({ text: expect.stringContaining('ana: deploy billing to staging') })
  expect(inbox.messages).toMatchObject([{ thread: `slack:C0GENERAL:${echo?.ts}` }])
})

test('a channel without the bot, or a database that is away, is said in the form, which stays open', async () => {
  const { slack, inbox } = await workspace()
  const choices = { service: 'billing', environment: 'staging', where: 'C0GENERAL' }
  slack.removeBotFrom('C0GENERAL')
  expect((await slack.deliver('interactive', deployForm('UANA', choices))).answer).toMatchObject({
    ...{ response_action: 'errors' },
    errors: { where: expect.stringContaining('I am not in this channel') },
  })
  inbox.before = async () => {
    throw new Error('away')
  }
  const direct = { service: 'billing', environment: 'staging' }
  expect((await slack.deliver('interactive', deployForm('UANA', direct))).answer).toMatchObject({
    errors: { where: expect.stringContaining('nothing was recorded') },
  })
  expect(inbox.messages).toEqual([])
})

test('a form that was sent for a channel without the bot may be sent again for another', async () => {
  const { slack, inbox } = await workspace()
  const choices = { service: 'billing', environment: 'staging' }
  slack.removeBotFrom('C0GENERAL')
  const sent = deployForm('UANA', { ...choices, where: 'C0GENERAL' })
  expect((await slack.deliver('interactive', sent)).answer).toMatchObject({ response_action: 'errors' })
  const again = deployForm('UANA', choices)
  const { id } = (sent as { readonly view: { readonly id: string } }).view
  await slack.deliver('interactive', { ...again, view: { ...(again as { readonly view: object }).view, id } })
  expect(inbox.messages).toMatchObject([{ thread: 'slack:DANA' }])
})

test('a message without a link, where the bot is no member, is answered directly', async () => {
  const { slack } = await workspace()
  slack.removeBotFrom('C0GENERAL')
  await slack.deliver('interactive', messageShortcut('UANA', { text: 'no link' }))
  expect(await slack.message(({ channel }) => channel === 'DANA')).toMatchObject({
    text: expect.stringContaining('no link to a pull request'),
  })
})
