import { type Block, refuseBlocks } from './block-rules.ts'
import { surfaceMethods } from './surfaces.ts'
import type { Views } from './views.ts'
import { BOT_ID, BOT_USER, type SharedFile, type SlackMessage, type Workspace } from './workspace.ts'

/** The workspace of the bot. */
export const HOME_TEAM = 'T1'

export type Arguments = Readonly<Record<string, string>>
export type Answer = { readonly ok: boolean; readonly [key: string]: unknown }

/** The Web API methods that the bot calls, answering as Slack does: faults are `ok: false` as well. */
export function createWebApi(workspace: Workspace, views: Views, host: () => string, team: string) {
  const methods: Readonly<Record<string, (args: Arguments) => Answer>> = {
    'auth.test': () => ({
      ok: true,
      user_id: BOT_USER,
      bot_id: BOT_ID,
      user: 'shipmate',
      team: 'Harbour',
      url: 'https://harbour.slack.com/',
      team_id: team,
    }),
    'apps.connections.open': () => ({ ok: true, url: `ws://${host()}/link` }),
    'chat.postMessage': (args) => postMessage(workspace, args),
    'files.getUploadURLExternal': ({ filename = '' }) => {
      const id = `F${workspace.uploads.size + 1}`
      workspace.uploads.set(id, '')
      return { ok: true, file_id: id, upload_url: `http://${host()}/upload/${id}`, filename }
    },
    'files.completeUploadExternal': ({ files = '[]', channel_id = '', thread_ts }) => {
      const shared = JSON.parse(files) as readonly { id: string; title: string }[]
      for (const { id, title } of shared)
        workspace.files.push({
          ts: workspace.nextTs(),
          name: title,
          content: workspace.uploads.get(id) ?? '',
          channel: channel_id,
          ...(thread_ts && { threadTs: thread_ts }),
        })
      return { ok: true, files: shared }
    },
    'chat.update': (args) => update(workspace, args),
    'views.open': ({ trigger_id = '', view = '{}' }) => {
      const opened = views.open(trigger_id, JSON.parse(view))
      return typeof opened === 'string' ? refuse(opened) : { ok: true, view: { id: opened.id } }
    },
    ...surfaceMethods,
    'chat.delete': (args) => remove(workspace, args),
    'chat.postEphemeral': (args) => postEphemeral(workspace, args),
    'conversations.open': ({ users = '' }) => ({ ok: true, channel: { id: directChannel(users) } }),
    'conversations.history': (args) => read(workspace, args, ({ threadTs }) => threadTs === undefined, 'newest first'),
    'conversations.replies': (args) =>
      read(workspace, args, ({ ts, threadTs }) => ts === args.ts || threadTs === args.ts, 'oldest first'),
    'users.info': ({ user = '' }) => ({ ok: true, user: describe(workspace, user, team) }),
    'usergroups.list': ({ include_users }) => ({ ok: true, usergroups: groups(workspace, include_users === 'true') }),
    'usergroups.users.list': ({ usergroup = '' }) => ({ ok: true, users: workspace.groups.get(usergroup) ?? [] }),
  }
  return (method: string, args: Arguments): Answer => methods[method]?.(args) ?? refuse('unknown_method')
}

export function refuse(error: string): Answer {
  return { ok: false, error }
}

/** The direct-message channel of the bot and a person. */
export function directChannel(user: string): string {
  return `D${user.slice(1)}`
}

function postMessage(workspace: Workspace, args: Arguments): Answer {
  const { channel = '', text = '', thread_ts, metadata } = args
  const blocks = blocksIn(args)
  if (workspace.outside.has(channel)) return refuse('not_in_channel')
  const refused = refuseContent(text, blocks)
  if (refused) return refuse(refused)
  const message = workspace.add({
    channel,
    user: BOT_USER,
    text,
    blocks,
    ...(thread_ts && { threadTs: thread_ts }),
    ...(metadata && { metadata: JSON.parse(metadata) }),
  })
  return { ok: true, channel, ts: message.ts, message: wire(message, true) }
}

function update(workspace: Workspace, args: Arguments): Answer {
  const { channel = '', ts = '', text = '' } = args
  const message = workspace.find(channel, ts)
  const blocks = blocksIn(args)
  if (!message) return refuse('message_not_found')
  if (message.user !== BOT_USER) return refuse('cant_update_message')
  const refused = refuseContent(text, blocks)
  if (refused) return refuse(refused)
  workspace.replace(message, { text, blocks })
  return { ok: true, channel, ts, text }
}

function remove(workspace: Workspace, { channel = '', ts = '' }: Arguments): Answer {
  const message = workspace.find(channel, ts)
  if (!message) return refuse('message_not_found')
  if (message.user !== BOT_USER) return refuse('cant_delete_message')
  workspace.remove(message)
  return { ok: true, channel, ts }
}

function postEphemeral(workspace: Workspace, args: Arguments): Answer {
  const { channel = '', user = '', text = '', thread_ts } = args
  if (workspace.outside.has(channel)) return refuse('not_in_channel')
  workspace.addEphemeral({ channel, user, text, ...(thread_ts && { threadTs: thread_ts }) })
  return { ok: true, message_ts: workspace.nextTs() }
}

function refuseContent(text: string, blocks: readonly Block[]): string | undefined {
  if (text === '' && blocks.length === 0) return 'no_text'
  if (text.length > 40_000) return 'msg_too_long'
  return refuseBlocks(blocks)
}

function blocksIn({ blocks }: Arguments): readonly Block[] {
  return blocks ? JSON.parse(blocks) : []
}

function read(
  workspace: Workspace,
  { channel = '', cursor = '0', limit = '100', oldest = '', include_all_metadata }: Arguments,
  belongs: (message: Pick<SlackMessage, 'ts' | 'threadTs'>) => boolean,
  order: 'newest first' | 'oldest first',
): Answer {
  if (workspace.outside.has(channel)) return refuse('not_in_channel')
  const isFound = (one: Pick<SlackMessage, 'channel' | 'ts' | 'threadTs'>): boolean =>
    one.channel === channel && belongs(one) && one.ts > oldest
  const found = [
    ...workspace.messages.filter(isFound).map((message) => wire(message, include_all_metadata === 'true')),
    ...workspace.files.filter(isFound).map(wireFile),
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

function wire({ user, text, ts, threadTs, blocks, metadata }: SlackMessage, withMetadata: boolean) {
  return {
    type: 'message',
    user,
    text,
    ts,
    blocks,
    ...(user === BOT_USER && { bot_id: BOT_ID }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(withMetadata && metadata !== undefined && { metadata }),
  }
}

/** A file is shared by a message of its own. */
function wireFile({ name, ts, threadTs }: SharedFile) {
  return { type: 'message', user: BOT_USER, text: '', ts, files: [{ name }], ...(threadTs && { thread_ts: threadTs }) }
}

function groups(workspace: Workspace, withUsers: boolean) {
  return [...workspace.groups].map(([id, users]) => ({ id, handle: id.toLowerCase(), ...(withUsers && { users }) }))
}

function describe(workspace: Workspace, user: string, team: string): object {
  return { id: user, team_id: team, profile: { display_name: nameOf(user) }, ...workspace.people.get(user) }
}

/** `UANA` is called ana. */
function nameOf(user: string): string {
  return user.slice(1).toLowerCase()
}
