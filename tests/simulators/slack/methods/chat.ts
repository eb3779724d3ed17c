import type { Block } from '../block-rules.ts'
import { checkBlocks, IN_MESSAGE } from '../blocks/check-blocks.ts'
import type { ChannelFault, SlackMessage, Workspace } from '../workspace.ts'
import { type Answer, type Arguments, type Desk, json, type Methods, refuse, refuseWith } from './answer.ts'
import { wireMessage } from './wire.ts'

/** Slack cuts longer texts; `msg_too_long` is what it answers to those that it does not cut. */
const CHARS_OF_TEXT = 40_000
/** A workspace may let messages be edited for a while only; this one lets them for good, unless it is told otherwise. */
export interface ChatRules {
  editableMs: number
}

/** https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours. */
export function chatMethods({ workspace, host }: Desk, rules: ChatRules): Methods {
  return {
    'chat.postMessage': (args) => postMessage(workspace, args),
    'chat.update': (args) => update(workspace, args, rules),
    'chat.delete': (args) => remove(workspace, args),
    'chat.postEphemeral': (args) => postEphemeral(workspace, args),
    'chat.getPermalink': ({ channel = '', message_ts = '' }) => {
      if (!workspace.find(channel, message_ts)) return refuse('message_not_found')
      return { ok: true, channel, permalink: `http://${host()}/archives/${channel}/p${message_ts.replace('.', '')}` }
    },
  }
}

function postMessage(workspace: Workspace, args: Arguments): Answer {
  const { channel: to = '', text = '', thread_ts, metadata, reply_broadcast } = args
  const channel = /^[UW][A-Z0-9]+$/.test(to) ? `D${to.slice(1)}` : to
  const fault = writeFault(workspace, channel, thread_ts)
  if (fault) return refuse(fault)
  const blocks = blocksIn(args)
  const refused = refuseContent(workspace, text, blocks)
  if (refused) return refused
  const about = json<{ readonly event_type?: unknown; readonly event_payload?: unknown }>(metadata)
  if (about && typeof about.event_type !== 'string') return refuse('invalid_metadata_format')
  const { botUser } = workspace.installation
  const message = workspace.add({
    channel,
    user: botUser,
    text,
    blocks,
    ...(thread_ts && { threadTs: thread_ts }),
    ...(reply_broadcast === 'true' && { subtype: 'thread_broadcast' }),
    ...(about && { metadata: about }),
  })
  return { ok: true, channel, ts: message.ts, message: wireMessage(workspace, message, true) }
}

function update(workspace: Workspace, args: Arguments, rules: ChatRules): Answer {
  const { channel = '', ts = '', text } = args
  const message = ours(workspace, channel, ts, 'cant_update_message')
  if (typeof message === 'string') return refuse(message)
  if (workspace.now() - (message.postedAt ?? 0) > rules.editableMs) return refuse('edit_window_closed')
  if (message.isGrowing) return refuse('streaming_state_conflict')
  const blocks = args.blocks === undefined && text !== undefined ? [] : blocksIn(args)
  const refused = refuseContent(workspace, text ?? '', blocks)
  if (refused) return refused
  const metadata = json<object>(args.metadata)
  const after = workspace.replace(message, { text: text ?? '', blocks, ...(metadata && { metadata }) })
  return { ok: true, channel, ts, text: text ?? '', message: wireMessage(workspace, after, false) }
}

function remove(workspace: Workspace, { channel = '', ts = '' }: Arguments): Answer {
  const message = ours(workspace, channel, ts, 'cant_delete_message')
  if (typeof message === 'string') return refuse(message)
  workspace.remove(message)
  return { ok: true, channel, ts }
}

/** A message of the bot, or why it has none there. */
function ours(workspace: Workspace, channel: string, ts: string, otherwise: string): SlackMessage | string {
  const fault = workspace.faultOf(channel)
  if (fault === 'channel_not_found' || fault === 'is_archived') return fault
  const message = workspace.find(channel, ts)
  if (!message) return 'message_not_found'
  return message.user === workspace.installation.botUser ? message : otherwise
}

function postEphemeral(workspace: Workspace, args: Arguments): Answer {
  const { channel = '', user = '', text = '', thread_ts } = args
  const fault = writeFault(workspace, channel, thread_ts)
  if (fault) return refuse(fault)
  const blocks = blocksIn(args)
  const refused = refuseContent(workspace, text, blocks)
  if (refused) return refused
  const ts = workspace.nextTs()
  workspace.addEphemeral({ channel, user, text, blocks, ts, ...(thread_ts && { threadTs: thread_ts }) })
  return { ok: true, message_ts: ts }
}

/** Why nothing can be said there. */
export function writeFault(workspace: Workspace, channel: string, threadTs?: string): ChannelFault | undefined {
  const fault = workspace.faultOf(channel)
  if (fault === 'restricted_action_thread_only_channel' && threadTs) return undefined
  if (fault === 'restricted_action_non_threadable_channel' && !threadTs) return undefined
  return fault
}

export function refuseContent(workspace: Workspace, text: string, blocks: readonly Block[]): Answer | undefined {
  if (text === '' && blocks.length === 0) return refuse('no_text')
  if (text.length > CHARS_OF_TEXT) return refuse('msg_too_long')
  const refusal = checkBlocks(blocks, { ...IN_MESSAGE, hasFile: (id) => workspace.uploads.has(id) })
  return refusal && refuseWith(refusal)
}

export function blocksIn({ blocks }: Arguments): readonly Block[] {
  return json<readonly Block[]>(blocks) ?? []
}
