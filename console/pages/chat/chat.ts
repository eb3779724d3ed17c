import { useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { ShownSession } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { to } from '../../shell/route.ts'
import { answered } from '../../view/answered.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { icon } from '../../view/icon.ts'
import { Composer } from './composer.ts'
import { FirstWords } from './first-words.ts'
import { sessionList } from './session-list.ts'
import { Thread } from './thread.ts'
import { type FollowedConversation, useConversation } from './use-conversation.ts'

export const chat: Page = { id: 'chat', title: 'Chat', icon: 'chat', letter: 'c', content: Chat }

/** In the address instead of a session: one that is opened with the first message. */
const NEW = 'new'

function Chat({ rest }: PageProps): VNode {
  const answer = useAnswer<{ readonly sessions: readonly ShownSession[] }>('/sessions?limit=100')
  const sessions = answer.value?.sessions
  const wanted = rest[0] ?? (sessions && (sessions[0]?.id ?? NEW))
  const session = wanted === NEW ? undefined : wanted
  const conversation = useConversation(session)
  const [problem, setProblem] = useState<string>()

  const say = async (text: string): Promise<void> => {
    setProblem(undefined)
    try {
      const id = session ?? (await send<ShownSession>('POST', '/sessions')).id
      if (session === undefined) location.hash = to('chat', id)
      else conversation.tell({ kind: 'sent', text })
      await send('POST', '/messages', { body: { session_id: id, content: text }, key: crypto.randomUUID() })
      if (session === undefined) answer.again()
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      conversation.tell({ kind: 'not-sent', text })
    }
  }
  const close = async (id: string): Promise<void> => {
    await send('DELETE', `/sessions/${id}`).catch((error: unknown) => setProblem(sentenceOf(error)))
    answer.again()
    if (id === session) location.hash = to('chat', NEW)
  }

  return html`<div class="chat">
    <aside class="conversations" aria-label="Conversations">
      <div class="head"><h2>Conversations</h2>
        <a class="button small" href=${to('chat', NEW)}>${icon('plus')} New</a></div>
      ${answered(answer, (known) => sessionList({ ...known, current: session, close: (id) => void close(id) }))}
    </aside>
    <section class="talk" aria-label="Conversation">
      <h1 class="hidden">Chat</h1>
      ${session === undefined ? wanted === NEW && h(FirstWords, { say: (text) => void say(text) }) : h(Thread, { key: session, session, conversation })}
      ${stateLine(conversation)}
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      ${h(Composer, { say: (text) => void say(text) })}
    </section>
  </div>`
}

/** Why nothing new may be seen. */
function stateLine({ connection, problem }: FollowedConversation): VNode | false {
  if (problem !== undefined) return html`<p class="problem" role="alert">${problem}</p>`
  if (connection === 'lost')
    return html`<p class="notice" role="status">The connection is lost; it is made again by itself, and nothing that was said is missing then.</p>`
  return (
    connection === 'ended' &&
    html`<p class="notice" role="status">This conversation is closed here. Reload the page to continue.</p>`
  )
}
