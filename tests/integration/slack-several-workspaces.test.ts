import { describe, expect, test, vi } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import { FORM_INPUT } from '../../adapters/chat/slack/cards/render-form.ts'
import { createInstallations } from '../../adapters/chat/slack/workspaces/installations.ts'
import { createSealing } from '../../adapters/chat/slack/workspaces/sealing.ts'
import type { Card } from '../../src/domain/card.ts'
import { UndeliverableError } from '../../src/ports/chat-platform.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { TRANSPORTS } from '../simulators/slack/connected.ts'
import { actionPayload } from '../simulators/slack/interactions.ts'
import { eventPayload, pressPayload } from '../simulators/slack/payloads.ts'
import { DOCK, INSTALLATION_KEY, installed, inTwoWorkspaces } from '../simulators/slack/two-workspaces.ts'
import { HOME, type Installation, wordsOf } from '../simulators/slack/workspace.ts'

const SAYS_HELLO: Card = { tone: 'neutral', title: 'Hello', blocks: [] }
/** The ports: an organisation, all of which has the app. */
const GRID = { ...DOCK, team: 'T5', enterprise: 'E1', isOrgWide: true, token: 'xoxb-ports' }

/** Said in a channel that is shared with others. */
const SHARED_SAID = { type: 'app_mention', user: 'UANA', text: '<@U0SHIPMATE> status', ts: '1.1', channel: 'C0GENERAL' }
const TOMBSTONE = { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }

const once = (key: string) => ({ key, mayExist: false })

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('installed, asked there, answered there with the token of that workspace', async () => {
    const { slack, inbox, chat, page, there } = await inTwoWorkspaces(transport)
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('is installed in your workspace') })
    const said = await there.mention('UANA', 'status')
    expect(inbox.messages).toMatchObject([
      { by: 'slack:T2.UANA', thread: `slack:T2.C0GENERAL:${said.threadTs}`, text: 'status' },
    ])
    const [asked] = inbox.messages
    const ref = await chat.post({ kind: 'thread', thread: asked?.thread ?? '' }, SAYS_HELLO, once('a'))
    expect(ref).toMatch(/^slack:T2\.C0GENERAL:/)
    await chat.edit(ref, { ...SAYS_HELLO, title: 'Hello again' })
    expect(there.messages().map(wordsOf)).toContainEqual(expect.stringContaining('Hello again'))
    expect(slack.messages()).toEqual([])
    expect(chat.threadUnder?.(ref)).toBe(ref)
    await vi.waitFor(() => expect(inbox.names.get('slack:T2.UANA')).toBeDefined())
  })

  test('the same person, channel and moment in both are two of each', async () => {
    const { slack, inbox, there } = await inTwoWorkspaces(transport)
    const [here, elsewhere] = [await slack.mention('UANA', 'status'), await there.mention('UANA', 'status')]
    expect(here.ts).toBe(elsewhere.ts)
    expect(inbox.messages.map(({ by }) => by)).toEqual(['slack:UANA', 'slack:T2.UANA'])
    const [first, second] = inbox.messages
    expect(second?.id).not.toBe(first?.id)
    expect(first?.keys.filter((key) => second?.keys.includes(key))).toEqual([])
    await there.edit(elsewhere, '<@U0SHIPMATE> status please')
    expect(inbox.edits).toMatchObject([{ by: 'slack:T2.UANA', message: second?.id }])
    await there.delete(elsewhere)
    expect(inbox.deletions).toMatchObject([{ message: second?.id }])
  })

  test('commands and presses are those of their workspace', async () => {
    const { slack, inbox, chat, there } = await inTwoWorkspaces(transport)
    await there.command('UANA', 'status')
    expect(inbox.messages).toMatchObject([
      { by: 'slack:T2.UANA', thread: expect.stringMatching(/^slack:T2\.C0GENERAL/) },
    ])
    expect(there.messages()).toHaveLength(1)
    expect(slack.messages()).toEqual([])
    await chat.post({ kind: 'thread', thread: 'slack:T2.C0GENERAL:1.1' }, QUESTION, once('q'))
    await there.person('ana').presses(await there.person('ana').sees(QUESTION.title ?? ''), 'Confirm')
    expect(inbox.presses).toMatchObject([{ by: 'slack:T2.UANA', thread: 'slack:T2.C0GENERAL:1.1' }])
  })

  test.each([
    ['a workspace that nobody has installed it in', { team_id: 'T9', authorizations: [{ team_id: 'T9' }] }, {}],
    ['one that claims the other installation', { team_id: 'T1', authorizations: [{ team_id: 'T2' }] }, {}],
    ['one that claims ours', { team_id: 'T2', authorizations: [{ team_id: 'T1' }] }, {}],
    ['somebody of the home workspace', {}, { user_team: 'T1' }],
    [
      'somebody of the home workspace in a shared channel',
      { is_ext_shared_channel: true },
      { user_team: 'T1', team: 'T1' },
    ],
    ['an organisation', { enterprise_id: 'E9', authorizations: [{ team_id: 'T2', enterprise_id: 'E9' }] }, {}],
  ])('an event of %s does nothing', async (_, outer, inner) => {
    const { inbox, there } = await inTwoWorkspaces(transport)
    const event = {
      type: 'app_mention',
      user: 'UANA',
      text: '<@U0SHIPMATE> status',
      ts: '1.1',
      channel: 'C0GENERAL',
      team: 'T2',
    }
    await there.deliver('events_api', { ...eventPayload({ ...event, ...inner }, DOCK), ...outer })
    expect(inbox.handed).toBe(0)
  })

  test.each([
    ['deleted', { subtype: 'message_deleted', deleted_ts: '1.1' }],
    ['deleted with answers beneath', { subtype: 'message_changed', message: { ...TOMBSTONE, ts: '1.1' } }],
  ])('in a shared channel what its own people say may be edited there, and %s', async (_, gone) => {
    const { inbox, there } = await inTwoWorkspaces(transport)
    const said = { ...SHARED_SAID, user_team: 'T2' }
    const edited = { ...said, text: '<@U0SHIPMATE> help', edited: { user: 'UANA', ts: '1.2' } }
    const aside = { type: 'message', channel: 'C0GENERAL', hidden: true, previous_message: said }
    for (const event of [said, { ...aside, subtype: 'message_changed', message: edited }, { ...aside, ...gone }])
      await there.deliver('events_api', eventPayload(event, DOCK, { is_ext_shared_channel: true }))
    const [message] = inbox.messages
    expect(inbox.edits).toMatchObject([{ by: 'slack:T2.UANA', message: message?.id, text: 'help' }])
    expect(inbox.deletions).toMatchObject([{ message: message?.id }])
  })

  test.each([
    ['another workspace', { user_team: 'T9' }],
    ['nobody knows where', {}],
  ])('in a shared channel an edit of somebody of %s does nothing there', async (_, whose) => {
    const { inbox, there } = await inTwoWorkspaces(transport)
    const message = { ...SHARED_SAID, ...whose, edited: { user: 'UANA', ts: '1.2' } }
    const event = { type: 'message', channel: 'C0GENERAL', hidden: true, subtype: 'message_changed', message }
    await there.deliver('events_api', eventPayload(event, DOCK, { is_ext_shared_channel: true }))
    expect(inbox.handed).toBe(0)
  })

  test.each([
    ['is of one of its workspaces', 'T6', { enterprise_user: { enterprise_id: 'E1', teams: ['T6'] } }, 1],
    ['is of it, as the message says', 'E1', {}, 1],
    ['is of another organisation', 'T6', { enterprise_user: { enterprise_id: 'E9', teams: ['T6'] } }, 0],
    ['is of nobody knows which', 'T6', {}, 0],
  ])('in a shared channel an organisation hears whoever %s', async (_, user_team, facts, heard) => {
    const { slack, inbox, chat } = await inTwoWorkspaces(transport)
    const { there } = await installed(slack, chat.port, GRID)
    there.workspace.people.set('UANA', { team_id: 'T6', ...facts })
    const authorizations = [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }]
    const outer = { authorizations, is_ext_shared_channel: true }
    await there.deliver('events_api', eventPayload({ ...SHARED_SAID, user_team }, { ...GRID, team: 'T6' }, outer))
    expect(inbox.messages.map(({ by }) => by)).toEqual(heard ? ['slack:E1.UANA'] : [])
  })

  test('a workspace of an organisation hears its own people in a shared channel, and no other of the organisation', async () => {
    const { slack, inbox, chat } = await inTwoWorkspaces(transport)
    const pier = { ...GRID, isOrgWide: false }
    const { there } = await installed(slack, chat.port, pier)
    const says = async (user: string, teams: readonly string[]) => {
      there.workspace.people.set(user, { team_id: teams[0], enterprise_user: { enterprise_id: 'E1', teams } })
      const event = { ...SHARED_SAID, user, ts: `1.${user.length}`, user_team: 'E1' }
      await there.deliver('events_api', eventPayload(event, pier, { is_ext_shared_channel: true }))
    }
    await says('UANA', ['T5'])
    await says('UPETRA', ['T6'])
    expect(inbox.messages.map(({ by }) => by)).toEqual(['slack:E1.UANA'])
  })

  test('somebody of an installed workspace is the same person in a channel shared with home as there', async () => {
    const { slack, inbox, chat, there } = await inTwoWorkspaces(transport)
    slack.describe('UZED', { team_id: 'T2', is_stranger: true })
    await slack.mention('UZED', 'status', { fromTeam: 'T2' })
    await there.mention('UZED', 'status')
    expect(inbox.messages).toMatchObject([
      { by: 'slack:T2.UZED', thread: expect.stringMatching(/^slack:C0GENERAL:/) },
      { by: 'slack:T2.UZED', thread: expect.stringMatching(/^slack:T2\.C0GENERAL:/) },
    ])
    await vi.waitFor(() => expect([...inbox.names.keys()]).toContain('slack:T2.UZED'))
    expect([...inbox.names.keys()]).not.toContain('slack:UZED')
    const ref = await chat.post({ kind: 'thread', thread: 'slack:C0GENERAL:1.1' }, QUESTION, once('q'))
    const card = slack.messages().find(({ ts }) => ts === messageOf(ref).ts)
    if (!card) throw new Error('no card')
    const visitor = { user: { id: 'UZED', team_id: 'T2' } }
    await slack.deliver('interactive', { ...pressPayload('UZED', card, 'b_confirm'), ...visitor })
    expect(inbox.presses).toMatchObject([{ by: 'slack:T2.UZED', thread: 'slack:C0GENERAL:1.1' }])
  })

  test('an edit of somebody of an installed workspace is theirs in a channel shared with home', async () => {
    const { slack, inbox } = await inTwoWorkspaces(transport)
    slack.describe('UANA', { team_id: 'T2', is_stranger: true })
    const message = { ...SHARED_SAID, user_team: 'T2', edited: { user: 'UANA', ts: '1.2' } }
    const event = { type: 'message', channel: 'C0GENERAL', hidden: true, subtype: 'message_changed', message }
    await slack.deliver('events_api', eventPayload(event, HOME, { is_ext_shared_channel: true }))
    expect(inbox.edits).toMatchObject([{ by: 'slack:T2.UANA' }])
  })

  test.each([
    ['of a workspace that has no app is who they are at home', { team_id: 'T9' }, 'T9', ['slack:UZED']],
    [
      'of an organisation that has the app is who they are there',
      { team_id: 'T6', enterprise_user: { enterprise_id: 'E1', teams: ['T6'] } },
      'T6',
      ['slack:E1.UZED'],
    ],
    ['whom only Slack says to be of an installed workspace is of it', { team_id: 'T2' }, 'T9', ['slack:T2.UZED']],
    [
      'whom Slack says nothing of, and a payload that they are of an organisation, is of that',
      {},
      'E1',
      ['slack:E1.UZED'],
    ],
  ])('somebody in a shared channel %s', async (_, facts, fromTeam, by) => {
    const { slack, inbox, chat } = await inTwoWorkspaces(transport)
    await installed(slack, chat.port, GRID)
    slack.describe('UZED', { team_id: undefined, is_stranger: true, ...facts })
    await slack.mention('UZED', 'status', { fromTeam })
    expect(inbox.messages.map((message) => message.by)).toEqual(by)
  })

  test('somebody in a shared channel of whom nobody says where they belong is not heard', async () => {
    const { slack, inbox } = await inTwoWorkspaces(transport)
    slack.failNext('users.info', 'user_not_visible', 'user_not_visible')
    await slack.mention('UZED', 'status', { fromTeam: 'T9', forms: ['app_mention'] })
    expect(inbox.handed).toBe(0)
  })

  test('a press in one workspace on what was shown in another does nothing', async () => {
    const { slack, inbox, chat, there } = await inTwoWorkspaces(transport)
    const ref = await chat.post({ kind: 'thread', thread: 'slack:C0GENERAL:1.1' }, QUESTION, once('q'))
    const card = slack.messages().find(({ ts }) => ts === messageOf(ref).ts)
    if (!card) throw new Error('no card')
    const press = (from: typeof HOME) => actionPayload({ user: 'UANA', from, trigger: 't' }, card, 'b_confirm')
    const pressed = press(DOCK) as { readonly message: object }
    await there.deliver('interactive', { ...pressed, message: { ...pressed.message, team: 'T1' } })
    expect(inbox.handed).toBe(0)
  })
})

test('a form that was shown in one workspace is sent from no other', async () => {
  const { inbox, there } = await inTwoWorkspaces('http')
  const origin = JSON.stringify({ channel: 'C0GENERAL', ts: '1.1' })
  const view = (team_id: string) => ({
    ...{ id: 'V1', team_id, callback_id: 'reason', private_metadata: origin },
    state: { values: { [FORM_INPUT.block]: { [FORM_INPUT.action]: { value: 'because' } } } },
  })
  const sent = (team: string) => ({
    ...{ type: 'view_submission', team_id: 'T2', team: { id: 'T2' }, user: { id: 'UANA', team_id: 'T2' } },
    view: view(team),
  })
  await there.deliver('interactive', sent('T1'))
  expect(inbox.forms).toEqual([])
  await there.deliver('interactive', sent('T2'))
  expect(inbox.forms).toMatchObject([{ by: 'slack:T2.UANA', thread: 'slack:T2.C0GENERAL:1.1' }])
})

test('nobody of another workspace is a member here, and all of it are a group', async () => {
  const { chat, there } = await inTwoWorkspaces('socket mode')
  there.workspace.people.set('UGUEST', { is_restricted: true })
  there.workspace.people.set('UANA', { team_id: 'T2' })
  there.workspace.groups.set('S1', ['UANA'])
  expect(await chat.standings?.standingOf('slack:T2.UANA')).toBe('stranger')
  expect(await chat.groups?.groupsOf('slack:T2.UANA')).toEqual(['slack:T2.S1', 'slack:team:T2'])
  expect(await chat.groups?.groupsOf('slack:T2.UGUEST')).not.toContain('slack:team:T2')
  expect(await chat.groups?.groupsOf('slack:UANA')).toEqual([])
  expect(await chat.groups?.nameOf?.('slack:team:T2')).toBe('dock (Slack)')
  expect(await chat.groups?.membersOf?.('slack:T2.S1')).toEqual(['slack:T2.UANA'])
})

test('a card calls and links to nobody and nothing of another workspace', async () => {
  const { slack, chat, there } = await inTwoWorkspaces('socket mode')
  const link = (thread: string) => ({ kind: 'link', label: 'The thread', thread }) as const
  const card = (mention: string, thread: string): Card => ({ ...SAYS_HELLO, mention, blocks: [link(thread)] })
  const [home, dock] = ['slack:C0GENERAL:1.1', 'slack:T2.C0GENERAL:1.1']
  await chat.post({ kind: 'thread', thread: dock }, card('slack:UBEN', home), once('a'))
  await chat.post({ kind: 'thread', thread: home }, card('slack:T2.UBEN', dock), once('b'))
  for (const message of [...there.messages(), ...slack.messages()])
    expect(JSON.stringify([message.text, message.blocks])).not.toMatch(/UBEN|archives/)
  await chat.post({ kind: 'thread', thread: dock }, card('slack:T2.UBEN', dock), once('c'))
  expect(JSON.stringify(there.messages().at(-1)?.blocks)).toContain('UBEN')
})

test('whom somebody names in words is of their workspace', async () => {
  const { inbox, there } = await inTwoWorkspaces('socket mode')
  await there.mention('UANA', 'deploy billing and tell <@UBEN>')
  expect(inbox.messages).toMatchObject([{ text: 'deploy billing and tell <@T2.UBEN>' }])
})

test('people and groups of another workspace are named with it, and those of the home workspace as ever', async () => {
  const { slack, inbox, chat, there } = await inTwoWorkspaces('socket mode')
  for (const { workspace } of [slack, there]) {
    workspace.people.set('UANA', { profile: { display_name: 'Ana' } })
    workspace.groups.set('S1', ['UANA'])
  }
  slack.describe('UZED', { team_id: 'T2', is_stranger: true })
  await slack.mention('UANA', 'status')
  await there.mention('UANA', 'status')
  await there.mention('UBEN', 'status')
  await slack.mention('UZED', 'status', { fromTeam: 'T2' })
  await vi.waitFor(() => expect(inbox.names.size).toBe(4))
  expect(Object.fromEntries(inbox.names)).toEqual({
    'slack:UANA': 'Ana (@ana)',
    'slack:T2.UANA': 'Ana (@ana, dock)',
    'slack:T2.UBEN': 'ben (dock)',
    'slack:T2.UZED': 'zed (dock)',
  })
  expect(await chat.names?.nameOf('slack:UANA')).toBe('Ana (@ana)')
  expect(await chat.names?.nameOf('slack:T2.UANA')).toBe('Ana (@ana, dock)')
  expect(await chat.groups?.nameOf?.('slack:S1')).toBe('@s1')
  expect(await chat.groups?.nameOf?.('slack:T2.S1')).toBe('@s1 (dock)')
})

test.each(['Ana (@ana, dock)', 'Ana （＠ana, dock）', '\u202E)kcod ,ana@( anA'])(
  'no name that somebody of the home workspace chooses reads as one of another: %s',
  async (display_name) => {
    const { slack, chat } = await inTwoWorkspaces('http')
    slack.describe('UEVE', { profile: { display_name } })
    expect(await chat.names?.nameOf('slack:UEVE')).toMatch(/^[^()@\u202E（）＠]+ \(@eve\)$/)
  },
)

test('a workspace is called by its address, which no other can have, and not by the name that its people choose', async () => {
  const { slack, chat } = await inTwoWorkspaces('http')
  const { page } = await installed(slack, chat.port, { ...DOCK, team: 'T3', name: 'Pier', token: 'xoxb-pier' })
  expect(page.status).toBe(200)
  expect(await chat.names?.nameOf('slack:T3.UANA')).toBe('ana (pier)')
  expect(await chat.groups?.nameOf?.('slack:team:T3')).toBe('pier (Slack)')
})

test.each([
  ['&lt;@UBEN&gt;', '&lt;@T2.UBEN&gt;'],
  ['<@!UBEN>', '<@!T2.UBEN>'],
  ['<@UBEN|ben>', '<@T2.UBEN|ben>'],
  ['<@T3.UCAT>', '@T3.UCAT>'],
  ['&lt;@T3.UCAT&gt;', '@T3.UCAT&gt;'],
  ['<@T2.UBEN>', '@T2.UBEN>'],
])('what looks like a mention of somebody elsewhere is none: %s', async (typed, text) => {
  const { inbox, there } = await inTwoWorkspaces('http')
  await there.command('UANA', `deploy billing and tell ${typed}`)
  expect(inbox.messages).toMatchObject([{ text: `deploy billing and tell ${text}` }])
})

test.each([
  ['app_uninstalled', {}],
  ['tokens_revoked', { tokens: { oauth: [], bot: ['U0SHIPMATE'] } }],
])('after %s nothing is heard or said there, and all else works', async (type, more) => {
  const { slack, inbox, chat, there, store } = await inTwoWorkspaces('http')
  const event = { ...eventPayload({ type, ...more }, DOCK), event_time: Math.ceil(Date.now() / 1_000) }
  await there.deliver('events_api', event)
  expect(await store.find('T2')).toBeUndefined()
  await there.mention('UANA', 'status')
  expect(inbox.handed).toBe(0)
  const lost = chat.post({ kind: 'thread', thread: 'slack:T2.C0GENERAL:1.1' }, SAYS_HELLO, once('a'))
  await expect(lost).rejects.toSatisfy((error) => error instanceof UndeliverableError && error.why === 'not-installed')
  await slack.mention('UANA', 'status')
  expect(inbox.messages).toMatchObject([{ by: 'slack:UANA' }])
})

test('news of a removal that come after it was installed again remove nothing, and other users’ tokens are theirs', async () => {
  const { there, store } = await inTwoWorkspaces('http')
  await there.deliver('events_api', { ...eventPayload({ type: 'app_uninstalled' }, DOCK), event_time: 1_700_000_000 })
  const revoked = { type: 'tokens_revoked', tokens: { oauth: ['UANA'], bot: [] } }
  await there.deliver('events_api', { ...eventPayload(revoked, DOCK), event_time: Math.ceil(Date.now() / 1_000) })
  expect(await store.find('T2')).toBeDefined()
})

test.each([
  ['app_uninstalled', {}],
  ['tokens_revoked', { tokens: { oauth: [], bot: ['U0SHIPMATE'] } }],
])('after %s of one workspace its organisation keeps the app, and loses it by its own', async (type, more) => {
  const { slack, chat, store } = await inTwoWorkspaces('http')
  const { there } = await installed(slack, chat.port, GRID)
  const ended = (from: Installation, beside?: object) => ({
    ...eventPayload({ type, ...more }, from, beside),
    event_time: Math.ceil(Date.now() / 1_000),
  })
  await there.deliver('events_api', ended({ ...GRID, team: 'T7', isOrgWide: false }))
  await there.deliver('events_api', ended({ ...GRID, team: 'T7' }, { authorizations: [] }))
  expect(await store.find('E1')).toBeDefined()
  await there.deliver('events_api', ended(GRID))
  expect(await store.find('E1')).toBeUndefined()
})

test('what Slack granted to a workspace that is refused is given back, and what is kept is not', async () => {
  const { slack, chat } = await inTwoWorkspaces('http')
  await installed(slack, chat.port, GRID)
  const pier = { ...GRID, team: 'T7', isOrgWide: false }
  const refused = await installed(slack, chat.port, { ...pier, token: 'xoxb-pier' })
  expect(refused.page.status).toBe(409)
  expect(slack.calls('auth.revoke')).toHaveLength(1)
  expect((await installed(slack, chat.port, pier)).page.status).toBe(409)
  expect(slack.calls('auth.revoke')).toHaveLength(1)
})

test('a token that Slack takes no more ends messages there, and one of another process’s installation is found', async () => {
  const { slack, chat, there, store } = await inTwoWorkspaces('http')
  const post = (key: string, thread: string) => chat.post({ kind: 'thread', thread }, SAYS_HELLO, once(key))
  await post('a', 'slack:T2.C0GENERAL:1.1')
  slack.failNext('chat.postMessage', 'token_revoked')
  await expect(post('b', 'slack:T2.C0GENERAL:1.1')).rejects.toThrow('not installed in T2')
  await post('c', 'slack:C0GENERAL:1.1')
  const again = slack.install({ ...DOCK, token: 'xoxb-dock-again' })
  const { team, name, botUser, botId } = DOCK
  const installation = { site: team, team, name, botUser, botId, token: 'xoxb-dock-again' }
  await createInstallations(store, createSealing(INSTALLATION_KEY, [])).keep(installation, new Date())
  slack.failNext('chat.postMessage', 'account_inactive')
  await post('d', 'slack:T2.C0GENERAL:1.1')
  expect(again.messages()).toHaveLength(1)
  expect(there.messages()).toHaveLength(1)
})

test('an installation that cannot be read stops no other workspace', async () => {
  const { slack, inbox, chat, there, store } = await inTwoWorkspaces('http')
  const kept = await store.find('T2')
  if (!kept) throw new Error('nothing was kept')
  await store.put({ ...kept, site: 'T3', team: 'T3' })
  const other = slack.install({ ...DOCK, team: 'T3', token: 'xoxb-pier' })
  const [{ acknowledged } = { acknowledged: true }] = (
    await other.mention('UANA', 'status', { forms: ['app_mention'] })
  ).deliveries
  expect(acknowledged).toBe(false)
  await expect(chat.post({ kind: 'thread', thread: 'slack:T3.C1:1.1' }, SAYS_HELLO, once('a'))).rejects.toThrow(
    'changed',
  )
  await there.mention('UANA', 'status')
  await slack.mention('UANA', 'status')
  expect(inbox.messages.map(({ by }) => by)).toEqual(['slack:T2.UANA', 'slack:UANA'])
})

test('an organisation has one id for each person and channel in all its workspaces', async () => {
  const { slack, inbox, chat } = await inTwoWorkspaces('http')
  const { page, there } = await installed(slack, chat.port, GRID)
  expect(page.status).toBe(200)
  const event = {
    type: 'app_mention',
    user: 'UANA',
    text: '<@U0SHIPMATE> status',
    ts: '1.1',
    channel: 'C0GENERAL',
    team: 'T6',
  }
  const authorizations = [{ enterprise_id: 'E1', team_id: null, is_enterprise_install: true }]
  await there.deliver('events_api', { ...eventPayload(event, { ...GRID, team: 'T6' }), authorizations })
  expect(inbox.messages).toMatchObject([{ by: 'slack:E1.UANA', thread: 'slack:E1.C0GENERAL:1.1' }])
  await chat.post({ kind: 'thread', thread: 'slack:E1.C0GENERAL:1.1' }, SAYS_HELLO, once('a'))
  expect(there.messages()).toHaveLength(1)
  const second = await installed(slack, chat.port, { ...GRID, team: 'T7', isOrgWide: false, token: 'xoxb-pier' })
  expect(second.page).toMatchObject({ status: 409, text: expect.stringContaining('has Shipmate already') })
})
