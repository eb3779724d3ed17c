import type { webApi } from '@slack/bolt'
import { z } from 'zod'
import type { ThreadId } from '../../../../src/domain/ids.ts'
import { createRecent } from '../../recent.ts'
import { isDirect, threadId } from '../addresses.ts'
import { within } from '../within.ts'

/** Thousands of people with a few threads each; of others Slack is asked. */
const THREADS_REMEMBERED = 10_000
/** A message that waits for this is not recorded yet. */
const ASK_WITHIN_MS = 800
/** How Slack marks the message that an assistant's thread hangs under; the SDK's types do not know it. */
const rootMessage = z.object({ subtype: z.literal('assistant_app_thread') })

/**
 * A direct message is one conversation, but for threads that people open with the assistant: Slack shows an answer there
 * only where it stands in the thread.
 */
export interface AssistantThreads {
  /** Slack has said that a thread is one. */
  opened(channel: string, ts: string): void
  /** The conversation that something said or pressed there belongs to. Never throws. */
  threadOf(channel: string, threadTs: string | undefined, otherwise: ThreadId): Promise<ThreadId>
}

export function createAssistantThreads(client: webApi.WebClient): AssistantThreads {
  const known = createRecent<ThreadId, boolean>(THREADS_REMEMBERED)

  async function ask(channel: string, ts: string): Promise<boolean> {
    const { messages: [root] = [] } = await client.conversations.replies({ channel, ts, limit: 1 })
    return rootMessage.safeParse(root).success
  }

  async function isOne(channel: string, ts: string, thread: ThreadId): Promise<boolean> {
    const before = known.get(thread)
    if (before !== undefined) return before
    const asked = await within(ask(channel, ts), ASK_WITHIN_MS)
    return asked.kind === 'done' && known.keep(thread, asked.value)
  }

  return {
    opened: (channel, ts) => void known.keep(inThread(channel, ts), true),
    async threadOf(channel, threadTs, otherwise) {
      if (!isDirect(channel) || threadTs === undefined) return otherwise
      const thread = inThread(channel, threadTs)
      return (await isOne(channel, threadTs, thread)) ? thread : otherwise
    },
  }
}

const inThread = (channel: string, ts: string): ThreadId => `${threadId(channel)}:${ts}`
