import type { SlackMessage, Workspace } from '../workspace.ts'
import { type Answer, type Arguments, type Desk, json, type Methods, refuse } from './answer.ts'
import { blocksIn, refuseContent, writeFault } from './chat.ts'

/** Of one `markdown_text`. https://docs.slack.dev/reference/methods/chat.appendStream */
const CHARS_OF_PIECE = 12_000

interface Chunk {
  readonly type: string
  readonly text?: string
  readonly title?: string
}

/** A message that grows while it is written. */
export function streamMethods({ workspace }: Desk): Methods {
  return {
    'chat.startStream': (args) => start(workspace, args),
    'chat.appendStream': (args) => {
      const { channel = '', ts = '' } = args
      const stream = growing(workspace, channel, ts)
      if (typeof stream === 'string') return refuse(stream)
      const piece = pieceIn(args)
      if (piece === undefined) return refuse('msg_too_long')
      if (piece === '') return refuse('no_text')
      workspace.amend(stream, { text: stream.text + piece })
      return { ok: true, channel, ts }
    },
    'chat.stopStream': (args) => {
      const { channel = '', ts = '' } = args
      const stream = growing(workspace, channel, ts)
      if (typeof stream === 'string') return refuse(stream)
      const piece = pieceIn(args)
      if (piece === undefined) return refuse('msg_too_long')
      const blocks = blocksIn(args)
      const text = stream.text + piece
      const refused = refuseContent(workspace, text, blocks)
      if (refused) return refused
      const metadata = json<object>(args.metadata)
      workspace.amend(stream, { text, blocks, isGrowing: false, ...(metadata && { metadata }) })
      return { ok: true, channel, ts, message: { text, ts } }
    },
  }
}

function start(workspace: Workspace, args: Arguments): Answer {
  const { channel = '', thread_ts = '', recipient_user_id, recipient_team_id } = args
  const fault = writeFault(workspace, channel, thread_ts)
  if (fault) return refuse(fault)
  if (thread_ts === '') return refuse('invalid_thread_ts')
  if (!channel.startsWith('D') && !recipient_user_id) return refuse('missing_recipient_user_id')
  if (!channel.startsWith('D') && !recipient_team_id) return refuse('missing_recipient_team_id')
  const text = pieceIn(args)
  if (text === undefined) return refuse('msg_too_long')
  const { botUser: user } = workspace.installation
  const { ts } = workspace.add({ channel, user, text, blocks: [], threadTs: thread_ts, isGrowing: true })
  return { ok: true, channel, ts }
}

function growing(workspace: Workspace, channel: string, ts: string): SlackMessage | string {
  const message = workspace.find(channel, ts)
  if (!message) return 'message_not_found'
  if (message.user !== workspace.installation.botUser) return 'message_not_owned_by_app'
  return message.isGrowing ? message : 'message_not_in_streaming_state'
}

/** What is added; undefined when it is too much at once. */
function pieceIn({ markdown_text = '', chunks }: Arguments): string | undefined {
  const pieces = json<readonly Chunk[]>(chunks) ?? []
  const text = markdown_text + pieces.map((one) => one.text ?? one.title ?? '').join('\n')
  return text.length > CHARS_OF_PIECE ? undefined : text
}
