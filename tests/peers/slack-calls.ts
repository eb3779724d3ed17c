import { webApi } from '@slack/bolt'

/** What a Slack answered: its error, or the names of what it told. */
export type Reading = string

export interface Place {
  readonly client: webApi.WebClient
  /** A channel that the bot is in. */
  readonly channel: string
  readonly user: string
  /** A trigger that opens a view, where it can be made. */
  readonly trigger: () => Promise<string>
}

const modal = { type: 'modal', title: { type: 'plain_text', text: 'Deploy' }, blocks: [{ type: 'divider' }] } as const

/** The calls that the bot makes, right and wrong ones, in order. Each gets what those before it answered. */
const CALLS: Readonly<Record<string, (place: Place, ts: string) => Promise<object>>> = {
  'auth.test': ({ client }) => client.auth.test(),
  'chat.postMessage': ({ client, channel }) => client.chat.postMessage({ channel, text: 'hi' }),
  'chat.postMessage, in a thread': ({ client, channel }, ts) =>
    client.chat.postMessage({ channel, text: 'in it', thread_ts: ts }),
  'chat.postMessage, nothing': ({ client, channel }) => client.apiCall('chat.postMessage', { channel }),
  'chat.postMessage, nowhere': ({ client }) => client.chat.postMessage({ channel: 'X-none', text: 'hi' }),
  'chat.postEphemeral': ({ client, channel, user }) => client.chat.postEphemeral({ channel, user, text: 'psst' }),
  'chat.update': ({ client, channel }, ts) => client.chat.update({ channel, ts, text: 'ho' }),
  'chat.update, no such': ({ client, channel }) => client.chat.update({ channel, ts: '1.000001', text: 'ho' }),
  'chat.getPermalink': ({ client, channel }, ts) => client.chat.getPermalink({ channel, message_ts: ts }),
  'conversations.history': ({ client, channel }) => client.conversations.history({ channel }),
  'conversations.replies': ({ client, channel }, ts) => client.conversations.replies({ channel, ts }),
  'conversations.open': ({ client, user }) => client.conversations.open({ users: user }),
  'conversations.info': ({ client, channel }) => client.conversations.info({ channel }),
  'conversations.info, no such': ({ client }) => client.conversations.info({ channel: 'X-none' }),
  'conversations.members': ({ client, channel }) => client.conversations.members({ channel }),
  'reactions.add': ({ client, channel }, ts) => client.reactions.add({ channel, timestamp: ts, name: 'eyes' }),
  'reactions.add, twice': ({ client, channel }, ts) => client.reactions.add({ channel, timestamp: ts, name: 'eyes' }),
  'reactions.remove': ({ client, channel }, ts) => client.reactions.remove({ channel, timestamp: ts, name: 'eyes' }),
  'reactions.remove, none': ({ client, channel }, ts) =>
    client.reactions.remove({ channel, timestamp: ts, name: 'eyes' }),
  'users.info': ({ client, user }) => client.users.info({ user }),
  'users.info, no such': ({ client }) => client.users.info({ user: 'none' }),
  'files.getUploadURLExternal': ({ client }) => client.files.getUploadURLExternal({ filename: 'a.log', length: 2 }),
  'files.completeUploadExternal, no such': ({ client }) =>
    client.files.completeUploadExternal({ files: [{ id: 'F0NONE' }] }),
  'views.open': async ({ client, trigger }) => client.views.open({ trigger_id: await trigger(), view: modal as never }),
  'views.open, no trigger': ({ client }) => client.views.open({ trigger_id: 'none', view: modal as never }),
  'views.publish': ({ client, user }) => client.views.publish({ user_id: user, view: { type: 'home', blocks: [] } }),
  'views.update, no such': ({ client }) => client.views.update({ view_id: 'V0NONE', view: modal as never }),
  'usergroups.list': ({ client }) => client.usergroups.list(),
  'assistant.threads.setStatus': ({ client, channel }, ts) =>
    client.assistant.threads.setStatus({ channel_id: channel, thread_ts: ts, status: 'is thinking…' }),
  'chat.startStream': ({ client, channel, user }, ts) =>
    client.apiCall('chat.startStream', {
      channel,
      thread_ts: ts,
      recipient_user_id: user,
      recipient_team_id: 'T1',
      markdown_text: 'a',
    }),
  'chat.delete': ({ client, channel }, ts) => client.chat.delete({ channel, ts }),
  'chat.delete, gone': ({ client, channel }, ts) => client.chat.delete({ channel, ts }),
}

/** Makes every call there, and reads what came of each. */
export async function readings(place: Place): Promise<ReadonlyMap<string, Reading>> {
  const read = new Map<string, Reading>()
  let ts = ''
  for (const [name, call] of Object.entries(CALLS)) {
    try {
      const answer = (await call(place, ts)) as { readonly ts?: string }
      if (name === 'chat.postMessage') ts = answer.ts ?? ''
      read.set(name, keysOf(answer))
    } catch (error) {
      read.set(name, error instanceof webApi.WebAPIPlatformError ? error.data.error : String((error as Error).message))
    }
  }
  return read
}

function keysOf(answer: object): Reading {
  return Object.keys(answer)
    .filter((key) => key !== 'response_metadata')
    .sort()
    .join(' ')
}
