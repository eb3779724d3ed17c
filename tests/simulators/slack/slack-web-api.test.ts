import { expect, test } from 'vitest'
import { startCalledSlack } from './called.ts'
import { CLIENT_ID, CLIENT_SECRET } from './install.ts'
import { APP_TOKEN, BOT_TOKEN } from './server.ts'

const GENERAL = 'C0GENERAL'
const refused = (error: string) => expect.objectContaining({ ok: false, error })

test('a token is asked for, known, in force, and of the right kind', async () => {
  const { slack, call } = await startCalledSlack()
  expect(await call('auth.test', {}, '')).toEqual(refused('not_authed'))
  expect(await call('auth.test', {}, 'xoxb-other')).toEqual(refused('invalid_auth'))
  expect(await call('auth.test', {}, APP_TOKEN)).toEqual(refused('not_allowed_token_type'))
  expect(await call('apps.connections.open')).toEqual(refused('not_allowed_token_type'))
  expect(await call('apps.connections.open', {}, APP_TOKEN)).toMatchObject({ ok: true })
  slack.spoilToken(BOT_TOKEN, 'token_revoked')
  expect(await call('auth.test')).toEqual(refused('token_revoked'))
})

test('what the token has no permission for is refused with what it needs', async () => {
  const { call } = await startCalledSlack({ scopes: ['chat:write'] })
  expect(await call('users.info', { user: 'UANA' })).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'users:read',
    provided: 'chat:write',
  })
  expect(await call('chat.postMessage', { channel: GENERAL, text: 'hi' })).toMatchObject({ ok: true })
})

test.each([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
] as const)('nothing is posted where it is %s', async (fault) => {
  const { slack, call } = await startCalledSlack()
  slack.spoilChannel('C0OPS', fault)
  expect(await call('chat.postMessage', { channel: 'C0OPS', text: 'hi' })).toEqual(refused(fault))
  expect(await call('chat.postEphemeral', { channel: 'C0OPS', user: 'UANA', text: 'hi' })).toEqual(refused(fault))
  slack.spoilChannel('C0OPS', undefined)
  expect(await call('chat.postMessage', { channel: 'C0OPS', text: 'hi' })).toMatchObject({ ok: true })
})

test('a channel for threads takes answers only', async () => {
  const { slack, call } = await startCalledSlack()
  slack.spoilChannel('C0OPS', 'restricted_action_thread_only_channel')
  const post = { channel: 'C0OPS', text: 'hi' }
  expect(await call('chat.postMessage', post)).toEqual(refused('restricted_action_thread_only_channel'))
  expect(await call('chat.postMessage', { ...post, thread_ts: '1.2' })).toMatchObject({ ok: true })
})

test('a message is the bot’s to edit, there, and not too old', async () => {
  const { slack, clock, call } = await startCalledSlack()
  const { ts: theirs } = await slack
    .person('ana')
    .says('hello')
    .then(({ id }) => ({ ts: id }))
  expect(await call('chat.update', { channel: GENERAL, ts: theirs, text: 'x' })).toEqual(refused('cant_update_message'))
  expect(await call('chat.delete', { channel: GENERAL, ts: theirs })).toEqual(refused('cant_delete_message'))
  const { ts } = await call('chat.postMessage', { channel: GENERAL, text: 'hi' })
  expect(await call('chat.update', { channel: GENERAL, ts, text: 'ho' })).toMatchObject({ ok: true })
  slack.editableFor(60_000)
  clock.advance(60_001)
  expect(await call('chat.update', { channel: GENERAL, ts, text: 'x' })).toEqual(refused('edit_window_closed'))
  slack.deleteUnder({ channel: GENERAL, ts: String(ts) })
  expect(await call('chat.update', { channel: GENERAL, ts, text: 'x' })).toEqual(refused('message_not_found'))
  expect(await call('conversations.replies', { channel: GENERAL, ts })).toEqual(refused('thread_not_found'))
})

test('what is posted has words, not too many, and blocks that are right', async () => {
  const { call } = await startCalledSlack({ limits: 'off' })
  const post = (content: object) => call('chat.postMessage', { channel: GENERAL, ...content })
  expect(await post({})).toEqual(refused('no_text'))
  expect(await post({ text: 'x'.repeat(40_001) })).toEqual(refused('msg_too_long'))
  expect(await post({ blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] })).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
    response_metadata: { messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'] },
  })
  const picture = (id: string) => ({ blocks: [{ type: 'image', slack_file: { id }, alt_text: 'errors' }] })
  expect(await post(picture('F9'))).toEqual(refused('invalid_blocks'))
  const { file_id, upload_url } = await call('files.getUploadURLExternal', { filename: 'a.png', length: 2 })
  await fetch(String(upload_url), { method: 'POST', body: 'ab' })
  expect(await call('files.completeUploadExternal', { files: [{ id: file_id }] })).toMatchObject({ ok: true })
  expect(await post(picture(String(file_id)))).toMatchObject({ ok: true })
})

test('posts to a channel and calls of a method are counted, and too many wait', async () => {
  const { clock, request } = await startCalledSlack()
  const post = (channel: string) => request('chat.postMessage', { channel, text: 'hi' })
  for (let posted = 0; posted < 3; posted += 1) expect((await post(GENERAL)).status).toBe(200)
  expect(await post(GENERAL)).toEqual({ status: 429, retryAfter: '1', answer: refused('ratelimited') })
  expect((await post('C0OTHER')).status).toBe(200)
  clock.advance(1_000)
  expect((await post(GENERAL)).status).toBe(200)
  for (let listed = 0; listed < 20; listed += 1) expect((await request('usergroups.list', {})).status).toBe(200)
  clock.advance(20_000)
  expect(await request('usergroups.list', {})).toMatchObject({ status: 429, retryAfter: '40' })
  clock.advance(40_000)
  expect((await request('usergroups.list', {})).status).toBe(200)
})

test('a response URL takes five answers within half an hour', async () => {
  const { slack, clock } = await startCalledSlack()
  const urls: string[] = []
  slack.deliverTo('http://127.0.0.1:9/none')
  const given = slack.responses
  for (const user of ['UANA', 'UBEN']) urls.push(given.give(slack.workspace, user, GENERAL))
  const answer = async (url = '') => (await fetch(url, { method: 'POST', body: JSON.stringify({ text: 'hi' }) })).json()
  for (let used = 0; used < 5; used += 1) expect(await answer(urls[0])).toEqual({ ok: true })
  expect(await answer(urls[0])).toEqual(refused('used_url'))
  clock.advance(30 * 60_000 + 1)
  expect(await answer(urls[1])).toEqual(refused('expired_url'))
  expect(slack.ephemerals()).toHaveLength(5)
})

const modal = { type: 'modal', title: { type: 'plain_text', text: 'Deploy' }, blocks: [{ type: 'divider' }] }

test('a trigger opens one modal within three seconds, and three stand on each other', async () => {
  const { slack, clock, call } = await startCalledSlack()
  const open = (method: string, trigger_id: string) => call(method, { trigger_id, view: modal })
  expect(await open('views.open', 'of-nobody')).toEqual(refused('invalid_trigger_id'))
  slack.trigger('late', 'UANA')
  clock.advance(3_001)
  expect(await open('views.open', 'late')).toEqual(refused('expired_trigger_id'))
  expect(await open('views.open', slack.trigger('one', 'UANA'))).toMatchObject({ ok: true })
  expect(await open('views.open', 'one')).toEqual(refused('exchanged_trigger_id'))
  expect(await open('views.push', slack.trigger('two', 'UANA'))).toMatchObject({ ok: true })
  expect(await open('views.push', slack.trigger('three', 'UANA'))).toMatchObject({ ok: true })
  expect(await open('views.push', slack.trigger('four', 'UANA'))).toEqual(refused('push_limit_reached'))
})

test('a view is changed by the hash it is known under, and a Home tab is each person’s', async () => {
  const { slack, call } = await startCalledSlack()
  const { view } = await call('views.open', { trigger_id: slack.trigger('one', 'UANA'), view: modal })
  const { id, hash } = view as { readonly id: string; readonly hash: string }
  expect(await call('views.update', { view_id: id, hash, view: modal })).toMatchObject({ ok: true })
  expect(await call('views.update', { view_id: id, hash, view: modal })).toEqual(refused('hash_conflict'))
  expect(await call('views.update', { view_id: 'V0NONE', view: modal })).toEqual(refused('not_found'))
  const home = { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Your approvals' } }] }
  expect(await call('views.publish', { user_id: 'UANA', view: home })).toMatchObject({ ok: true })
  expect((await slack.person('ana').seesHome()).text).toBe('Your approvals')
  expect(slack.homeOf('UBEN')).toBeUndefined()
  expect(await call('views.publish', { user_id: 'UANA', view: modal })).toEqual(refused('invalid_arguments'))
})

test('a stream grows until it is stopped', async () => {
  const { slack, call } = await startCalledSlack()
  const { id: thread_ts } = await slack.person('ana').says('why?')
  const start = { channel: GENERAL, thread_ts, markdown_text: 'Bec' }
  expect(await call('chat.startStream', start)).toEqual(refused('missing_recipient_user_id'))
  const { ts } = await call('chat.startStream', { ...start, recipient_user_id: 'UANA', recipient_team_id: 'T1' })
  const piece = { channel: GENERAL, ts }
  expect(await call('chat.appendStream', { ...piece, markdown_text: 'ause.' })).toMatchObject({ ok: true })
  expect(await call('chat.appendStream', { ...piece, markdown_text: 'x'.repeat(12_001) })).toEqual(
    refused('msg_too_long'),
  )
  expect(await call('chat.stopStream', piece)).toMatchObject({ ok: true })
  expect(await call('chat.appendStream', { ...piece, markdown_text: '!' })).toEqual(
    refused('message_not_in_streaming_state'),
  )
  expect((await slack.person('ana').sees('Because.')).edited).toBe(false)
})

test('an assistant says what it is doing, until it says nothing', async () => {
  const { slack, call } = await startCalledSlack()
  const where = { channel_id: GENERAL, thread_ts: '1.2' }
  await call('assistant.threads.setStatus', { ...where, status: 'is thinking…' })
  expect(await slack.person('ana').seesStatus({ thread: '1.2' })).toBe('is thinking…')
  await call('assistant.threads.setStatus', { ...where, status: '' })
  expect(slack.statuses().size).toBe(0)
  expect(await call('assistant.threads.setStatus', { ...where, thread_ts: 'x' })).toEqual(refused('invalid_thread_ts'))
})

test('a reaction is added once and taken away once', async () => {
  const { slack, call } = await startCalledSlack()
  const { id: timestamp } = await slack.person('ana').says('done')
  const eyes = { channel: GENERAL, timestamp, name: 'eyes' }
  expect(await call('reactions.add', eyes)).toEqual({ ok: true })
  expect(await call('reactions.add', eyes)).toEqual(refused('already_reacted'))
  expect(slack.person('ana').messages()[0]?.reactions).toEqual(['eyes'])
  expect(await call('reactions.remove', eyes)).toEqual({ ok: true })
  expect(await call('reactions.remove', eyes)).toEqual(refused('no_reaction'))
})

test('the app is installed into a second workspace, which has its own token and messages', async () => {
  const { slack, call } = await startCalledSlack()
  const authorize = `http://slack/oauth/v2/authorize?client_id=${CLIENT_ID}&scope=chat:write&state=s&redirect_uri=http://bot/back`
  const other = { team: 'T2', name: 'Dock', token: 'xoxb-dock', botUser: 'U0DOCKBOT', botId: 'B0DOCKBOT' }
  const back = new URL(slack.installs.allow(authorize, other))
  expect(back.searchParams.get('state')).toBe('s')
  const exchange = {
    code: back.searchParams.get('code'),
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
  }
  expect(await call('oauth.v2.access', { ...exchange, client_secret: 'x' }, '')).toEqual(refused('bad_client_secret'))
  expect(await call('oauth.v2.access', exchange, '')).toMatchObject({ access_token: 'xoxb-dock', team: { id: 'T2' } })
  expect(await call('oauth.v2.access', exchange, '')).toEqual(refused('invalid_code'))
  expect(await call('auth.test', {}, 'xoxb-dock')).toMatchObject({ team_id: 'T2', user_id: 'U0DOCKBOT' })
  await call('chat.postMessage', { channel: GENERAL, text: 'over there' }, 'xoxb-dock')
  expect(slack.messages()).toEqual([])
})
