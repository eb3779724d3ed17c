import type { SlackMessage, Workspace } from '../workspace.ts'
import { type Answer, type Arguments, type Desk, directChannel, type Methods, refuse } from './answer.ts'
import { wireFile, wireMessage } from './wire.ts'

type Place = Pick<SlackMessage, 'channel' | 'ts' | 'threadTs'>

/** Channels and what was said in them. */
export function conversationMethods({ workspace }: Desk): Methods {
  return {
    'conversations.open': ({ users = '', channel }) => {
      if (users === '' && channel === undefined) return refuse('channel_not_found')
      if (workspace.people.get(users)?.deleted) return refuse('user_disabled')
      return { ok: true, channel: { id: channel ?? directChannel(users) } }
    },
    'conversations.info': ({ channel = '' }) => {
      if (workspace.faultOf(channel) === 'channel_not_found') return refuse('channel_not_found')
      return { ok: true, channel: describeChannel(workspace, channel) }
    },
    'conversations.members': ({ channel = '' }) => {
      if (workspace.faultOf(channel) === 'channel_not_found') return refuse('channel_not_found')
      const spoke = workspace.messages.filter((one) => one.channel === channel).map(({ user }) => user)
      return { ok: true, members: [...new Set(spoke)], response_metadata: { next_cursor: '' } }
    },
    'conversations.history': (args) => read(workspace, args, isInChannel, 'newest first'),
    'conversations.replies': (args) => {
      const { channel = '', ts = '' } = args
      if (workspace.gone.has(ts) && !known(workspace, channel, ts)) return refuse('thread_not_found')
      return read(workspace, args, (one) => one.ts === ts || one.threadTs === ts, 'oldest first')
    },
  }
}

function isInChannel({ threadTs }: Place): boolean {
  return threadTs === undefined
}

/** A thread whose first message was deleted is still there, as long as it has answers. */
function known(workspace: Workspace, channel: string, ts: string): boolean {
  return [...workspace.messages, ...workspace.files].some(
    (one) => one.channel === channel && (one.ts === ts || one.threadTs === ts),
  )
}

function describeChannel(workspace: Workspace, channel: string): object {
  const isDirect = channel.startsWith('D')
  return {
    id: channel,
    name: isDirect ? undefined : channel.slice(1).toLowerCase(),
    is_channel: !isDirect,
    is_im: isDirect,
    is_archived: workspace.faultOf(channel) === 'is_archived',
    is_member: workspace.faultOf(channel) !== 'not_in_channel',
    context_team_id: workspace.installation.team,
    ...(isDirect && { user: `U${channel.slice(1)}` }),
  }
}

function read(
  workspace: Workspace,
  { channel = '', cursor = '0', limit = '100', oldest = '', latest = '', inclusive, include_all_metadata }: Arguments,
  belongs: (message: Place) => boolean,
  order: 'newest first' | 'oldest first',
): Answer {
  const fault = workspace.faultOf(channel)
  if (fault === 'not_in_channel' || fault === 'channel_not_found') return refuse(fault)
  const after = (ts: string): boolean => ts > oldest || (inclusive === 'true' && ts === oldest)
  const before = (ts: string): boolean => latest === '' || ts < latest || (inclusive === 'true' && ts === latest)
  const isFound = (one: Place): boolean => one.channel === channel && belongs(one) && after(one.ts) && before(one.ts)
  const found = [
    ...workspace.messages.filter(isFound).map((one) => wireMessage(workspace, one, include_all_metadata === 'true')),
    ...workspace.files.filter(isFound).map((one) => wireFile(workspace, one)),
  ].toSorted((one, other) => one.ts.localeCompare(other.ts))
  if (order === 'newest first') found.reverse()
  const end = Number(cursor) + Number(limit)
  return {
    ok: true,
    messages: found.slice(Number(cursor), end),
    has_more: found.length > end,
    response_metadata: { next_cursor: found.length > end ? String(end) : '' },
  }
}
