import { App, HTTPReceiver, SocketModeReceiver, type types } from '@slack/bolt'
import { describe, expect, onTestFinished, test } from 'vitest'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, startSlackServer } from './server.ts'

const plain = (text: string) => ({ type: 'plain_text', text }) as const
const confirm = { title: plain('Sure?'), text: plain('It restarts.'), confirm: plain('Yes'), deny: plain('No') }
const version = (value: string) => ({ text: plain(value), value })

const CARD: types.KnownBlock[] = [
  { type: 'header', text: plain('Deploy billing?') },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'yes', text: plain('Confirm'), confirm },
      {
        type: 'static_select',
        action_id: 'version',
        placeholder: plain('Version'),
        options: [version('v1'), version('v2')],
      },
      { type: 'overflow', action_id: 'rare', options: [version('Cancel'), version('Postpone')] },
    ],
  },
]

const FORM: types.ModalView = {
  type: 'modal',
  callback_id: 'why',
  title: plain('Why?'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Reason'),
      element: { type: 'plain_text_input', action_id: 'typed' },
    },
  ],
}

/** Bolt as it comes, with a small bot on it. */
async function startBot(way: 'http' | 'socket mode') {
  const slack = await startSlackServer({ limits: 'off' })
  onTestFinished(() => slack.stop())
  const options = { clientOptions: { slackApiUrl: slack.apiUrl } }
  const receiver =
    way === 'http'
      ? new HTTPReceiver({ signingSecret: SIGNING_SECRET })
      : new SocketModeReceiver({ appToken: APP_TOKEN, installerOptions: options })
  const app = new App({ token: BOT_TOKEN, receiver, ...options })
  app.event('app_mention', async ({ say, event }) => {
    await say({ text: 'Deploy billing?', blocks: CARD, thread_ts: event.ts })
  })
  app.message('hello', async ({ say }) => void (await say('Hello yourself')))
  app.command('/shipmate', async ({ ack, command }) => ack(`You asked: ${command.text}`))
  app.action('yes', async ({ ack, body, client, respond }) => {
    await client.views.open({ trigger_id: (body as { trigger_id: string }).trigger_id, view: FORM })
    await ack()
    await respond({ text: 'Only you see this', replace_original: false })
  })
  for (const id of ['version', 'rare'])
    app.action(id, async ({ ack, action, client }) => {
      await ack()
      const { selected_option } = action as unknown as { readonly selected_option: { readonly value: string } }
      await client.chat.postMessage({ channel: 'C0GENERAL', text: `chose ${selected_option.value}` })
    })
  app.view('why', async ({ ack, view }) => {
    const reason = view.state.values.reason?.typed?.value
    await (reason === 'because' ? ack({ response_action: 'errors', errors: { reason: 'Say more.' } }) : ack())
  })
  app.shortcut('deploy_this', async ({ ack, client }) => {
    await ack()
    await client.chat.postMessage({ channel: 'C0GENERAL', text: 'Which service?' })
  })
  app.event('app_home_opened', async ({ client, event }) => {
    const view: types.HomeView = { type: 'home', blocks: [{ type: 'header', text: plain('Your approvals') }] }
    await client.views.publish({ user_id: event.user, view })
  })
  await app.start(0)
  onTestFinished(async () => void (await app.stop()))
  if (receiver instanceof HTTPReceiver) {
    const address = (receiver as unknown as { server: { address(): { port: number } } }).server.address()
    slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`)
  }
  return { slack, ana: slack.person('ana'), ben: slack.person('ben') }
}

describe.each(['http', 'socket mode'] as const)('Bolt over %s', (way) => {
  test('hears a person, who sees its answer in the thread', async () => {
    const { ana } = await startBot(way)
    const asked = await ana.mentions('deploy billing')
    const card = await ana.sees('Deploy billing?')
    expect(card).toMatchObject({ thread: asked.id, byBot: true, author: 'Shipmate' })
    expect(card.menus.map(({ placeholder }) => placeholder)).toEqual(['Version', '…'])
  })

  test('takes presses, choices and forms, and what is wrong with a form is shown in it', async () => {
    const { ana, ben } = await startBot(way)
    await ana.mentions('deploy billing')
    const card = await ana.sees('Deploy billing?')
    expect(await ana.declines(card, 'Confirm')).toEqual({ title: 'Sure?', text: 'It restarts.' })
    await expect(ana.presses(card, 'Refuse')).rejects.toThrow('no button "Refuse"')
    const opened = await ana.presses(card, 'Confirm')
    const modal = await ana.seesModal('Why?')
    expect(opened).toEqual({ kind: 'modal', modal })
    await expect(ana.submits(modal, {})).rejects.toThrow('"Reason" must be filled in')
    expect(await ana.submits(modal, { Reason: 'because' })).toMatchObject({ modal: { text: 'Say more.' } })
    expect(await ana.submits(modal, { Reason: 'it is late' })).toEqual({ kind: 'acknowledged' })
    await expect(ana.closes(modal)).rejects.toThrow('is not open')
    expect((await ana.sees('Only you see this')).onlyForMe).toBe(true)
    expect(ben.messages().some(({ text }) => text === 'Only you see this')).toBe(false)
    await ben.selects(card, 'Version', 'v2')
    await ben.sees('chose v2')
    await ben.selects(card, '…', 'Postpone')
    await ben.sees('chose Postpone')
  })

  test('takes commands, shortcuts, direct messages and the Home tab', async () => {
    const { ana, ben } = await startBot(way)
    expect(await ana.runs('shipmate status')).toMatchObject({ message: { text: 'You asked: status', onlyForMe: true } })
    await ana.usesOn(await ana.says('see pull/1'), 'deploy_this')
    await ana.sees('Which service?')
    await ana.directs('hello')
    expect((await ana.sees('Hello yourself')).channel).toBe('DANA')
    expect(ben.messages().some(({ text }) => text === 'Hello yourself')).toBe(false)
    await ana.opensHome()
    expect((await ana.seesHome()).text).toBe('Your approvals')
  })
})

test('a web page sees and does the same over HTTP', async () => {
  const { slack } = await startBot('http')
  const page = slack.apiUrl.replace('/api/', '/people/ana')
  const does = async (deed: string, ...given: readonly unknown[]) => {
    const response = await fetch(`${page}/${deed}`, { method: 'POST', body: JSON.stringify(given) })
    return { status: response.status, body: (await response.json()) as { readonly result?: unknown } }
  }
  await does('mentions', 'deploy billing')
  const { body } = await does('sees', 'Deploy billing?')
  expect(await does('presses', body.result, 'Confirm')).toMatchObject({ body: { result: { kind: 'modal' } } })
  expect(await does('presses', body.result, 'Refuse')).toMatchObject({ status: 400 })
  const screen = (await (await fetch(page)).json()) as { readonly modals: readonly unknown[] }
  expect(screen.modals).toHaveLength(1)
})
