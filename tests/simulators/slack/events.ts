import { spokenEvent } from './payloads.ts'
import type { SlackMessage } from './workspace.ts'

/** What the Events API says of a message besides that it was said. */

/** When and where something is done to a message. */
export interface Aside {
  readonly ts: string
  readonly team: string
}

/** Somebody edited it, or Slack added the preview of a link, which changes no text. */
export function changedEvent(before: SlackMessage, after: SlackMessage, { ts, team }: Aside, isUnfurl = false): object {
  const inner = (message: SlackMessage) => ({
    ...spokenEvent('message', message, team),
    channel: undefined,
    event_ts: undefined,
  })
  const edited = { edited: { user: after.user, ts } }
  return {
    ...aside(after, ts, 'message_changed'),
    message: {
      ...inner(after),
      ...(isUnfurl
        ? { attachments: [{ from_url: 'https://harbour.example/pull/1', title: 'Pull request 1' }] }
        : edited),
    },
    previous_message: inner(before),
  }
}

export function deletedEvent(gone: SlackMessage, { ts, team }: Aside): object {
  return {
    ...aside(gone, ts, 'message_deleted'),
    deleted_ts: gone.ts,
    previous_message: spokenEvent('message', gone, team),
  }
}

/** A message of another app. */
export function botMessageEvent(said: SlackMessage): object {
  return { ...spokenEvent('message', said), user: undefined, subtype: 'bot_message', bot_id: 'B0OTHER', username: 'ci' }
}

export function fileEvent(said: SlackMessage): object {
  return {
    ...spokenEvent('message', said),
    subtype: 'file_share',
    files: (said.files ?? []).map((name, index) => ({ id: `F0USER${index}`, name, mimetype: 'text/plain' })),
  }
}

export function homeOpenedEvent(user: string, ts: string, view?: object): object {
  return {
    type: 'app_home_opened',
    user,
    channel: `D${user.slice(1)}`,
    tab: 'home',
    event_ts: ts,
    ...(view && { view }),
  }
}

/** Not wrapped as other events are: Slack left events out. */
export function rateLimitedPayload(team: string, at: number): object {
  return {
    token: 'legacy-verification-token',
    type: 'app_rate_limited',
    team_id: team,
    minute_rate_limited: Math.floor(at / 60_000) * 60,
    api_app_id: 'A1',
  }
}

function aside({ channel }: SlackMessage, ts: string, subtype: string) {
  return {
    type: 'message',
    subtype,
    hidden: true,
    channel,
    channel_type: channel.startsWith('D') ? 'im' : 'channel',
    ts,
    event_ts: ts,
  }
}
