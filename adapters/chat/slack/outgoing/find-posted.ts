import type { webApi } from '@slack/bolt'
import type { Address } from '../addresses.ts'
import { MESSAGES_IN_PAGE } from '../limits.ts'
import { isThreadGone } from '../slack-errors.ts'

/** The event type of the metadata under which a message of ours carries its key. */
export const METADATA_TYPE = 'shipmate_message'

/** Looked through at most; a message that may exist is one of the last few, or at the end of a thread. */
const PAGES = 20

/** The time stamp of the message that the bot has posted there under the key; undefined when there is none. */
export async function findPosted(
  client: webApi.WebClient,
  botUser: string,
  address: Address,
  key: string,
): Promise<string | undefined> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    const { messages = [], response_metadata } = await readPage(client, address, cursor).catch(nothingOfThreadGone)
    const found = messages.find(
      ({ user, metadata }) =>
        user === botUser && metadata?.event_type === METADATA_TYPE && keyOf(metadata.event_payload) === key,
    )
    if (found?.ts) return found.ts
    cursor = response_metadata?.next_cursor
    if (!cursor) return undefined
  }
  return undefined
}

type Page = Pick<webApi.ConversationsHistoryResponse, 'messages' | 'response_metadata'>

function readPage(client: webApi.WebClient, { channel, threadTs }: Address, cursor: string | undefined): Promise<Page> {
  const page = { channel, limit: MESSAGES_IN_PAGE, include_all_metadata: true, ...(cursor && { cursor }) }
  return threadTs === undefined
    ? client.conversations.history(page)
    : client.conversations.replies({ ...page, ts: threadTs })
}

/** Where the thread was deleted, our message went with it. */
function nothingOfThreadGone(error: unknown): Page {
  if (isThreadGone(error)) return {}
  throw error
}

function keyOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined
}

/** A page of messages after a point in time is enough: a crash separates a message from its files by no more than a few. */
const SHARED_SOON = 200

/**
 * The names of the files that the bot has shared after one of its messages and before its next one: those that belong to it.
 */
export async function filesSharedAfter(
  client: webApi.WebClient,
  botUser: string,
  { channel, threadTs }: Address,
  ts: string,
): Promise<ReadonlySet<string>> {
  const page = { channel, limit: SHARED_SOON, include_all_metadata: true, oldest: ts }
  const { messages = [] } =
    threadTs === undefined
      ? await client.conversations.history(page)
      : await client.conversations.replies({ ...page, ts: threadTs })
  const own = messages
    .filter((message) => message.user === botUser && message.ts !== undefined && message.ts > ts)
    .toSorted((one, other) => (one.ts ?? '').localeCompare(other.ts ?? ''))
  const next = own.findIndex(({ metadata }) => metadata?.event_type === METADATA_TYPE)
  const until = next === -1 ? own : own.slice(0, next)
  return new Set(until.flatMap(({ files = [] }) => files.flatMap(({ name }) => (name === undefined ? [] : [name]))))
}
