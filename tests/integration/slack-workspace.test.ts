import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import { messageOf } from '../../adapters/chat/slack/addresses.ts'
import { QUESTION } from '../simulators/slack/cards.ts'
import { connected, TRANSPORTS, type Transport } from '../simulators/slack/connected.ts'
import { commandPayload, eventPayload, pressPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import type { SlackMessage } from '../simulators/slack/workspace.ts'

const OTHER = 'T0OTHER'
const SAID: SlackMessage = {
  channel: 'C0GENERAL',
  user: 'U0ANA',
  text: '<@U0SHIPMATE> deploy billing to production',
  ts: '1700000001.000001',
  blocks: [],
  edits: 0,
}
const EVENT = spokenEvent('app_mention', SAID)
const authorizedFor = (team_id: string) => ({
  authorizations: [{ enterprise_id: null, team_id, user_id: 'U0SHIPMATE' }],
})

async function listening(transport: Transport) {
  const warnings: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) })
  return { ...(await connected(transport, { log })), warnings }
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test.each([
    ['of another workspace', { team_id: OTHER, ...authorizedFor(OTHER) }, {}],
    ['of another workspace that claims our installation', { team_id: OTHER, ...authorizedFor('T1') }, {}],
    ['for the installation of another workspace', authorizedFor(OTHER), {}],
    ['that came through another workspace', { context_team_id: OTHER }, {}],
    ['of somebody of another workspace', {}, { user_team: OTHER }],
    ['whose author’s team is another one', {}, { team: OTHER }],
    ['of no workspace', { team_id: undefined, authorizations: undefined }, {}],
    ['of another organisation', { team_id: OTHER, enterprise_id: 'E0OTHER', ...authorizedFor(OTHER) }, {}],
    [
      'in a channel shared with others than us',
      { is_ext_shared_channel: true, team_id: OTHER, ...authorizedFor(OTHER) },
      {},
    ],
  ])('an event %s does nothing, and is logged', async (_, outer, inner) => {
    const { slack, inbox, warnings } = await listening(transport)
    const delivered = await slack.deliver('events_api', { ...eventPayload({ ...EVENT, ...inner }), ...outer })
    expect(delivered).toMatchObject({ acknowledged: true, tries: 1 })
    expect(inbox.handed).toBe(0)
    expect(warnings.join()).toContain('not for us')
  })

  test('a command of another workspace does nothing', async () => {
    const { slack, inbox, warnings } = await listening(transport)
    await slack.deliver('slash_commands', { ...commandPayload('U0ANA', 'deploy billing', 'C0GENERAL'), team_id: OTHER })
    expect(inbox.handed).toBe(0)
    expect(warnings.join()).toContain('not for us')
  })

  test.each([
    ['of another workspace', { team: { id: OTHER, domain: 'x' }, user: { id: 'U0ANA', team_id: OTHER } }],
    ['of our owner as somebody of another workspace', { user: { id: 'U0ANA', team_id: OTHER } }],
    ['that names no workspace', { team: null, team_id: undefined }],
  ])('a press %s does nothing, and is logged', async (_, change) => {
    const { slack, inbox, chat, warnings } = await listening(transport)
    const ref = await chat.post({ kind: 'thread', thread: 'slack:C0GENERAL:1.1' }, QUESTION, {
      key: 'q',
      mayExist: false,
    })
    const card = slack.messages().find(({ ts }) => ts === messageOf(ref).ts)
    if (!card) throw new Error('no card')
    await slack.deliver('interactive', { ...pressPayload('U0ANA', card, 'b_confirm'), ...change })
    expect(inbox.handed).toBe(0)
    expect(warnings.join()).toContain('not for us')
  })

  test('somebody of another workspace in a channel shared with us is heard, as a stranger', async () => {
    const { slack, inbox, chat } = await connected(transport)
    slack.describe('U0EVE', { team_id: OTHER, is_stranger: true })
    const event = { ...EVENT, user: 'U0EVE', user_team: OTHER, team: OTHER }
    const shared = { is_ext_shared_channel: true, team_id: OTHER }
    await slack.deliver('events_api', { ...eventPayload(event), ...shared })
    expect(inbox.messages).toMatchObject([{ by: 'slack:U0EVE' }])
    expect(await chat.standings?.standingOf('slack:U0EVE')).toBe('stranger')
  })

  test('somebody of another workspace whom Slack does not show the bot is heard all the same', async () => {
    const { slack, inbox } = await connected(transport)
    slack.failNext('users.info', 'user_not_visible')
    const event = { ...EVENT, user: 'U0EVE', user_team: OTHER, team: OTHER }
    const shared = { is_ext_shared_channel: true, team_id: OTHER }
    expect(await slack.deliver('events_api', { ...eventPayload(event), ...shared })).toMatchObject({ tries: 1 })
    expect(inbox.messages).toMatchObject([{ by: 'slack:U0EVE' }])
  })

  test('a member said to be a stranger of a shared channel is believed in neither', async () => {
    const { slack, inbox } = await connected(transport)
    const shared = { is_ext_shared_channel: true, team_id: OTHER }
    await slack.deliver('events_api', { ...eventPayload({ ...EVENT, user_team: OTHER }), ...shared })
    expect(inbox.handed).toBe(0)
  })
})

test.each([
  ['a member', { team_id: 'T1' }, 'member'],
  ['a guest of several channels', { team_id: 'T1', is_restricted: true }, 'guest'],
  ['a guest of one channel', { team_id: 'T1', is_restricted: true, is_ultra_restricted: true }, 'guest'],
  ['somebody of another workspace', { team_id: OTHER }, 'stranger'],
  ['whoever Slack calls a stranger', { team_id: 'T1', is_stranger: true }, 'stranger'],
  ['whose account is closed', { team_id: 'T1', deleted: true }, 'stranger'],
  ['a member through the organisation', { team_id: OTHER, enterprise_user: { teams: ['T1', OTHER] } }, 'member'],
] as const)('%s stands as Slack describes them', async (_, facts, standing) => {
  const { slack, chat } = await connected('socket mode')
  slack.describe('U0BEN', facts)
  expect(await chat.standings?.standingOf('slack:U0BEN')).toBe(standing)
})

test('what a signed message says tells it where Slack does not; where neither does nobody is a member', async () => {
  const { slack, chat } = await connected('socket mode')
  for (const user of ['U0ANA', 'U0BEN']) slack.describe(user, { team_id: undefined })
  await slack.mention('U0ANA', 'status')
  expect(await chat.standings?.standingOf('slack:U0ANA')).toBe('member')
  await expect(chat.standings?.standingOf('slack:U0BEN')).rejects.toThrow('does not say')
})

test.each(['user_not_found', 'user_not_visible'])('whom Slack does not know here is a stranger: %s', async (code) => {
  const { slack, chat } = await connected('socket mode')
  slack.failNext('users.info', code)
  expect(await chat.standings?.standingOf('slack:U0EVE')).toBe('stranger')
})

test('when Slack does not answer, nobody is known to belong here', async () => {
  const { slack, inbox, chat } = await connected('socket mode')
  await slack.mention('U0ANA', 'status')
  await vi.waitFor(() => expect(inbox.names.size).toBe(1))
  slack.failNext('users.info', 'internal_error')
  await expect(chat.standings?.standingOf('slack:U0BEN')).rejects.toThrow('internal_error')
})
