import { z } from 'zod'
import type { MessageRef } from '../../../../src/domain/ids.ts'
import type { ButtonPress } from '../../../../src/ports/chat-platform.ts'
import { isDirect, messageRef, threadId, userId } from '../addresses.ts'
import type { Place } from './ephemeral.ts'
import type { Heard } from './read-event.ts'

const command = z.object({
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(''),
  trigger_id: z.string(),
  command: z.string(),
  text: z.string().default(''),
})

/** A slash command, and what is shown of it. */
export interface HeardCommand extends Heard {
  /** Who asked, and for what, in one line. */
  readonly echo: string
}

/** A slash command. It stands in no thread yet; see `createEchoCommands`. */
export function readCommand(body: unknown): HeardCommand | undefined {
  const { data } = command.safeParse(body)
  if (!data) return undefined
  const { channel_id: channel, user_id: user, user_name, trigger_id, command: typed, text } = data
  const name = `slack:command:${trigger_id}`
  return {
    name,
    echo: `${user_name || user}: ${typed} ${text}`.trim(),
    place: { channel, user },
    message: {
      keys: [name],
      thread: threadId(channel),
      by: userId(user),
      addressed: addressedByCommand(channel),
      text,
    },
  }
}

/** What is asked in a direct message is private, whichever way it is asked. */
export function addressedByCommand(channel: string): 'direct' | 'command' {
  return isDirect(channel) ? 'direct' : 'command'
}

const blockActions = z.object({
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  container: z.object({ channel_id: z.string(), message_ts: z.string(), thread_ts: z.string().optional() }),
})

/** A button, or a choice of a menu, which is a press of the button that it stands for. */
const buttonAction = z.union([
  z
    .object({ type: z.literal('button'), action_id: z.string(), action_ts: z.string() })
    .transform(({ action_id: button, action_ts: at }) => ({ button, at })),
  z
    .object({
      type: z.enum(['static_select', 'overflow']),
      selected_option: z.object({ value: z.string() }),
      action_ts: z.string(),
    })
    .transform(({ selected_option: { value: button }, action_ts: at }) => ({ button, at })),
])

export interface Pressed {
  readonly press: ButtonPress
  readonly place: Place
  readonly card: MessageRef
  /** Of the message with the button. */
  readonly messageTs: string
  /** Opens one modal within three seconds. */
  readonly trigger: string
}

/** A press on a button of a message, or a choice of a menu. Undefined for other elements, of which our messages have none. */
export function readPress(body: unknown, action: unknown): Pressed | undefined {
  const { data: where } = blockActions.safeParse(body)
  const { data: pressed } = buttonAction.safeParse(action)
  if (!where || !pressed) return undefined
  const { channel_id: channel, message_ts: ts, thread_ts: threadTs } = where.container
  const user = where.user.id
  return {
    card: messageRef(channel, ts),
    messageTs: ts,
    trigger: where.trigger_id,
    place: { channel, user, ...(threadTs && { threadTs }) },
    press: {
      keys: [`slack:press:${channel}:${ts}:${pressed.at}:${user}`],
      thread: threadId(channel, threadTs ?? ts),
      by: userId(user),
      ...(isDirect(channel) && { direct: true }),
      button: pressed.button,
    },
  }
}

const messageShortcut = z.object({
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
})

/** Where a shortcut on a message was chosen; undefined for one that is chosen nowhere in particular. */
export function readShortcutPlace(body: unknown): Place | undefined {
  const { data } = messageShortcut.safeParse(body)
  if (!data) return undefined
  const threadTs = data.message?.thread_ts
  return { channel: data.channel.id, user: data.user.id, ...(threadTs && { threadTs }) }
}
