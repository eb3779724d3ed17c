import { z } from 'zod'
import type { Pressed } from '../incoming/read-interaction.ts'
import { readPress } from '../incoming/read-interaction.ts'

const opened = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  channel: z.string(),
  tab: z.literal('home').optional(),
})

/** Who has opened their Home tab; undefined for another tab of the app. */
export function readHomeOpened(event: unknown): { readonly user: string; readonly channel: string } | undefined {
  return opened.safeParse(event).data
}

const assistant = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
})

/** The thread that somebody has opened with the assistant. */
export function readAssistantThread(event: unknown) {
  const { data } = assistant.safeParse(event)
  if (!data) return undefined
  const { user_id: user, channel_id: channel, thread_ts: ts } = data.assistant_thread
  return { user, channel, ts }
}

const pressedAtHome = z.object({
  view: z.object({ type: z.literal('home'), id: z.string(), private_metadata: z.string().regex(/^D[A-Z0-9]+$/) }),
})

/** A press on somebody's Home tab, as one in the direct message with them, where what follows is said. */
export function readHomePress(body: unknown, action: unknown): Pressed | undefined {
  const { data } = pressedAtHome.safeParse(body)
  if (!data) return undefined
  const { id, private_metadata: channel } = data.view
  const pressed = readPress(
    { ...(body as object), container: { type: 'message', channel_id: channel, message_ts: id } },
    action,
  )
  return pressed && { ...pressed, place: { ...pressed.place, atHome: true } }
}
