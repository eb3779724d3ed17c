import { createHash, randomUUID } from 'node:crypto'
import type { Form } from '../../../src/domain/form.ts'
import type { UserId } from '../../../src/domain/ids.ts'
import type { Inbox, ShowForm } from '../../../src/ports/chat-platform.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { KeyUsedError, NoSessionError, type Saying, type WebConversation } from '../../../src/ports/web-conversation.ts'
import type { Says, WebMessage, WebSession, WebSessions } from '../../../src/ports/web-sessions.ts'
import type { Written } from './written.ts'

interface ConversationParts {
  readonly sessions: WebSessions
  readonly inbox: Inbox
  readonly written: Written
  readonly write: (session: string, key: string, says: Says) => Promise<boolean>
  readonly clock: Clock
  readonly redact: (text: string) => string
  /** Told of whatever comes in. */
  readonly heard: () => void
}

/** Sessions and messages in one answer. */
const MOST_LISTED = 200
/** How long a message waits for its answer; a model may take longer. */
const ANSWERED_WITHIN_MS = 10_000
/** How often an answer that is waited for is looked for unasked. */
const WAITING_LOOK_MS = 2_000
/** The same for those who follow a session, of whom there are many and who wait for nothing. */
const FOLLOWING_LOOK_MS = 15_000

export function createConversation({
  sessions,
  inbox,
  written,
  write,
  clock,
  redact,
  heard,
}: ConversationParts): WebConversation {
  const own = async (by: UserId, id: string): Promise<WebSession> => {
    const session = await sessions.get(id)
    if (session?.owner !== by) throw new NoSessionError(`${by} has no session ${id}`)
    return session
  }

  /** Whatever comes of a message carries its id: the first that does is the answer. */
  const answerTo = async (session: string, message: string, left: AbortSignal): Promise<WebMessage | undefined> => {
    let wake = (): void => {}
    let isOver = false
    const stop = written.listen(session, () => wake(), WAITING_LOOK_MS)
    const over = (): void => {
      isOver = true
      wake()
    }
    left.addEventListener('abort', over)
    const cancel = clock.at(new Date(clock.now().getTime() + ANSWERED_WITHIN_MS), over)
    try {
      for (;;) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        const answer = await sessions.firstOf(session, message)
        if (answer || isOver || left.aborted) return answer
        await woken
      }
    } finally {
      stop()
      cancel()
      left.removeEventListener('abort', over)
    }
  }

  return {
    open: (by) => sessions.open(by),
    ofOwner: (by) => sessions.ofOwner(by, MOST_LISTED),
    async close(by, id) {
      await own(by, id)
      await sessions.close(id)
    },
    async say(by, id, { text, request, proposal, key }: Saying, left = new AbortController().signal) {
      const session = await own(by, id)
      const message = key === undefined ? randomUUID() : idFor(session.id, key)
      const says: Says = { kind: 'person', text: redact(text), message }
      const before = key === undefined ? undefined : await sessions.message(session.id, message)
      if (before && !isSame(before.says, says)) throw new KeyUsedError(`${message} says something else`)
      // Written first: what the bot knows of, its person can read.
      if (!before && !(await write(session.id, message, says))) throw new NoSessionError(`${id} was closed`)
      heard()
      await inbox.message({
        keys: [`web:${message}`],
        id: message,
        thread: threadOf(session),
        by,
        addressed: 'direct',
        text,
        ...(request && { request }),
        ...(proposal && { proposal }),
      })
      const reply = await answerTo(session.id, message, left)
      return { message, ...(reply && { reply }) }
    },
    async press(by, id, { button, forms }, key) {
      const session = await own(by, id)
      heard()
      let form: Form | undefined
      const showForm: ShowForm = async (shown) => {
        form = shown
        return true
      }
      const press = { keys: [pressKey(session, key)], thread: threadOf(session), by, button }
      const answer = await inbox.press(press, forms ? showForm : undefined)
      return { ...answer, ...(form && { form }) }
    },
    async sendForm(by, id, sent, key) {
      const session = await own(by, id)
      heard()
      return inbox.form({ ...sent, keys: [pressKey(session, key)], thread: threadOf(session), by })
    },
    async after(by, id, position, limit = MOST_LISTED) {
      const session = await own(by, id)
      return sessions.after(session.id, position, Math.min(limit, MOST_LISTED))
    },
    async listen(by, id, listener) {
      const session = await own(by, id)
      return written.listen(session.id, listener, FOLLOWING_LOOK_MS)
    },
  }
}

const pressKey = ({ id }: WebSession, key: string | undefined): string =>
  `web:press:${key === undefined ? randomUUID() : idFor(id, key)}`

const threadOf = ({ id }: WebSession): string => `web:${id}`

const isSame = (one: Says, other: Says): boolean =>
  one.kind === 'person' && other.kind === 'person' && one.text === other.text

/** A UUID (version 8) for a key within its session. */
function idFor(session: string, key: string): string {
  const hex = createHash('sha256').update(`${session}\n${key}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}
