import { platformOf, type ThreadId, type UserId } from '../../src/domain/ids.ts'
import { messageIdOf } from '../../src/domain/message-id.ts'
import type { Addressed, EditedMessage, IncomingMessage } from '../../src/ports/chat-platform.ts'
import { isDirect } from './places.ts'

/** How people in a transcript call the bot. */
const BOT = '@shipmate'

export interface Said {
  readonly by: UserId
  readonly name: string
  readonly thread: ThreadId
  readonly text: string
  /** Rises with each message: a platform's time stamp. */
  readonly number: number
}

/**
 * A message as its platform hands it over. Two forms of the same message have different event ids and the same time
 * stamp, as Slack's `message` and `app_mention` have.
 */
export function messageFrom({ by, name, thread, text, number }: Said, form: 'same' | 'twin'): IncomingMessage {
  const platform = platformOf(by)
  const event = `${platform}:event:${number}${form === 'twin' ? '-twin' : ''}`
  const named = `${thread}:${number}`
  return {
    keys: [event, named],
    id: messageIdOf(named),
    thread,
    by,
    name,
    addressed: addressedBy(thread, text),
    text: asWritten(platform, text),
  }
}

/** The same message with other words. @param edit Rises with each edit of any message. */
export function editFrom({ by, thread, text, number }: Said, edit: number): EditedMessage {
  const named = `${thread}:${number}`
  return {
    keys: [`${named}:edited:${edit}`],
    message: messageIdOf(named),
    by,
    addressed: addressedBy(thread, text),
    text: asWritten(platformOf(by), text),
  }
}

function addressedBy(thread: ThreadId, text: string): Addressed {
  if (isDirect(thread)) return 'direct'
  if (text.startsWith('/shipmate')) return 'command'
  return text.includes(BOT) ? 'mention' : 'overheard'
}

function asWritten(platform: string, text: string): string {
  const said = text.replace(/^\/shipmate\s*/, '')
  const escaped = platform === 'slack' ? said.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : said
  return escaped.replaceAll(BOT, '').trim()
}
