import type { Block } from './block-rules.ts'
import { nameOf } from './methods/people.ts'
import type { View } from './views.ts'
import { BOT_USER, HOME, type Installation, type SlackMessage } from './workspace.ts'

let count = 0

function next(): number {
  count += 1
  return count
}

const APP = { token: 'legacy-verification-token', team_id: 'T1', api_app_id: 'A1' }

/** The part of every payload that says where it is from. */
export function appOf({ team, enterprise }: Installation) {
  return { ...APP, team_id: team, ...(enterprise && { enterprise_id: enterprise }) }
}

/** An event as the Events API wraps it; each has an id of its own, even for the same message. */
export function eventPayload(event: object, from: Installation = HOME, beside: object = {}): object {
  const { team, enterprise, botUser, isOrgWide = false } = from
  return {
    ...appOf(from),
    type: 'event_callback',
    event,
    event_id: `Ev${next()}`,
    event_time: 1_700_000_000,
    authorizations: [
      {
        enterprise_id: enterprise ?? null,
        team_id: team,
        user_id: botUser,
        is_bot: true,
        is_enterprise_install: isOrgWide,
      },
    ],
    ...beside,
  }
}

export function spokenEvent(type: 'app_mention' | 'message', said: SlackMessage, team = 'T1'): object {
  const { channel, user, text, ts, threadTs, subtype } = said
  return {
    type,
    user,
    text,
    ts,
    channel,
    event_ts: ts,
    team,
    client_msg_id: `message-${ts}`,
    ...(threadTs && { thread_ts: threadTs }),
    ...(type === 'message' && { channel_type: channel.startsWith('D') ? 'im' : 'channel' }),
    ...(subtype && { subtype }),
  }
}

export function commandPayload(
  user: string,
  text: string,
  channel: string,
  { trigger = `trigger-${next()}`, responseUrl = 'http://127.0.0.1:9/commands', from = HOME }: Given = {},
): object {
  return {
    ...appOf(from),
    command: '/shipmate',
    text,
    user_id: user,
    user_name: nameOf(user),
    channel_id: channel,
    channel_name: 'general',
    team_domain: 'harbour',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger,
  }
}

/** What comes with a command or press so that the bot can answer it. */
export interface Given {
  readonly trigger?: string
  readonly responseUrl?: string
  readonly from?: Installation
}

export function pressPayload(
  user: string,
  message: SlackMessage,
  button: string,
  trigger = `trigger-${next()}`,
  responseUrl = 'http://127.0.0.1:9/actions',
): object {
  const { channel, ts, threadTs, blocks } = message
  return {
    ...APP,
    type: 'block_actions',
    user: { id: user, username: nameOf(user), name: nameOf(user), team_id: 'T1' },
    team: { id: 'T1', domain: 'harbour' },
    enterprise: null,
    is_enterprise_install: false,
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: false,
      ...(threadTs && { thread_ts: threadTs }),
    },
    channel: { id: channel, name: 'general' },
    message: { type: 'message', user: BOT_USER, ts, blocks, ...(threadTs && { thread_ts: threadTs }) },
    response_url: responseUrl,
    trigger_id: trigger,
    actions: [
      {
        type: 'button',
        action_id: button,
        block_id: 'b1',
        text: labelOf(blocks, button),
        action_ts: `1700000000.${next()}`,
      },
    ],
  }
}

/** What is typed into the one input of a modal. */
export function viewPayload(user: string, { id, sent }: View, typed: string | null): object {
  const inputs = sent.blocks.filter(({ type }) => type === 'input')
  return {
    ...APP,
    type: 'view_submission',
    user: { id: user, username: nameOf(user), name: nameOf(user), team_id: 'T1' },
    team: { id: 'T1', domain: 'harbour' },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: `trigger-${next()}`,
    response_urls: [],
    view: {
      ...sent,
      id,
      team_id: 'T1',
      app_id: 'A1',
      bot_id: 'B0SHIPMATE',
      hash: '1700000000.hash',
      root_view_id: id,
      previous_view_id: null,
      external_id: '',
      state: {
        values: Object.fromEntries(
          inputs.map(({ block_id = '', element }) => [
            block_id,
            { [element?.action_id ?? '']: { type: 'plain_text_input', value: typed } },
          ]),
        ),
      },
    },
  }
}

function labelOf(blocks: readonly Block[], button: string): unknown {
  return blocks.flatMap(({ elements = [] }) => elements).find(({ action_id }) => action_id === button)?.text
}
