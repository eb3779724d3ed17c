import type { SeenImage, SeenMessage } from '../seen.ts'
import { nameOf } from './methods/people.ts'
import { readBlocks, unescaped } from './read-blocks.ts'
import { buttonsIn, menusIn } from './seen-controls.ts'
import type { Ephemeral, SharedFile, SlackMessage, Workspace } from './workspace.ts'

/** A message as a person sees it. */
export function seenMessage(workspace: Workspace, message: SlackMessage): SeenMessage {
  const { channel, ts, threadTs, user, text, blocks, files = [], reactions = [], edits } = message
  return {
    id: ts,
    channel,
    thread: threadTs ?? ts,
    author: authorOf(workspace, user),
    authorId: user,
    byBot: user === workspace.installation.botUser,
    text: wordsIn(text, blocks),
    buttons: buttonsIn(blocks),
    menus: menusIn(blocks),
    images: imagesIn(blocks),
    files: files.map((name) => ({ name, url: '', size: 0 })),
    reactions,
    edited: edits > 0,
    onlyForMe: false,
    isThinking: false,
    raw: message,
  }
}

export function seenEphemeral(workspace: Workspace, ephemeral: Ephemeral): SeenMessage {
  const { channel, text, blocks = [], threadTs, ts = '' } = ephemeral
  const message = { channel, ts, text, blocks, user: workspace.installation.botUser, edits: 0 }
  return { ...seenMessage(workspace, message), ...(threadTs && { thread: threadTs }), onlyForMe: true, raw: ephemeral }
}

/** A file of the bot, which its message consists of. */
export function seenFile(workspace: Workspace, { ts, channel, threadTs, name, content, id }: SharedFile): SeenMessage {
  const message = { channel, ts, text: '', blocks: [], user: workspace.installation.botUser, edits: 0 }
  return {
    ...seenMessage(workspace, message),
    thread: threadTs ?? ts,
    files: [{ name, url: `/upload/${id ?? ''}`, size: content.length }],
  }
}

function authorOf({ installation, people }: Workspace, user: string): string {
  if (user === installation.botUser) return 'Shipmate'
  const profile = people.get(user)?.profile as { readonly display_name?: string } | undefined
  return profile?.display_name ?? nameOf(user)
}

function wordsIn(text: string, blocks: readonly unknown[]): string {
  return blocks.length > 0 ? readBlocks(blocks) : unescaped(text)
}

interface Pictured {
  readonly type: string
  readonly image_url?: string
  readonly alt_text?: string
  readonly slack_file?: { readonly id?: string }
}

function imagesIn(blocks: readonly unknown[]): readonly SeenImage[] {
  return (blocks as readonly Pictured[])
    .filter(({ type }) => type === 'image')
    .map(({ image_url, slack_file, alt_text = '' }) => ({
      url: image_url ?? `/upload/${slack_file?.id ?? ''}`,
      alt: alt_text,
    }))
}
