import { useEffect, useRef } from 'preact/hooks'
import type { SeenMessage } from '../../../seen.ts'
import { h, html, type Shown, type VNode } from '../html.ts'
import { MessageFrame, type MessageFrameProps } from './message-frame.ts'
import { type Talk, talksIn } from './screen.ts'

/** Who has scrolled up further reads something older, and is left there until a message comes. */
const NEAR_END_PX = 24

interface Props extends Omit<MessageFrameProps, 'message' | 'onReply'> {
  readonly messages: readonly SeenMessage[]
  readonly channel: string
  readonly label: string
  /** Who is typing, and the like, by thread; '' is the channel itself. */
  readonly signs: ReadonlyMap<string, string>
  readonly onReply: (thread: string) => void
  readonly empty: Shown
}

/** A channel from its oldest message on, with every thread open under the message it belongs to. */
export function MessageList({ messages, channel, label, signs, empty, ...frame }: Props): VNode {
  const talks = talksIn(messages, channel)
  const end = useRef<HTMLDivElement>(null)
  const length = talks.reduce((sum, talk) => sum + talk.messages.length, 0)
  const follows = useRef(true)
  useEffect(() => {
    follows.current = true
  }, [length, channel])
  // Each time: what is edited grows too.
  useEffect(() => {
    if (end.current && follows.current) end.current.scrollTop = end.current.scrollHeight
  })
  const scrolled = ({ currentTarget }: { readonly currentTarget: HTMLElement }): void => {
    const { scrollHeight, scrollTop, clientHeight } = currentTarget
    follows.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX
  }
  return html`
    <div class="messages" ref=${end} role="log" aria-label=${label} tabindex="0" onScroll=${scrolled}>
      ${talks.length === 0 && html`<p class="empty">${empty}</p>`}
      ${talks.map((talk) => talkView(talk, signs.get(talk.id), { ...frame, all: messages }))}
      ${signs.has('') && html`<p class="sign">${signs.get('')}</p>`}
    </div>
  `
}

type Frame = Omit<MessageFrameProps, 'message' | 'onReply'> & {
  readonly onReply: (thread: string) => void
  readonly all: readonly SeenMessage[]
}

function talkView({ id, messages }: Talk, sign: string | undefined, { onReply, all, ...frame }: Frame): VNode {
  const [first, ...rest] = messages
  const shown = (message: SeenMessage): VNode =>
    h(MessageFrame, { key: message.id, ...frame, message, onReply: () => onReply(id), answered: answeredBy(message) })
  const answeredBy = ({ replyTo }: SeenMessage) => all.find((one) => one.id === replyTo)
  const answers = first?.id === id ? rest : messages
  return html`
    <div class="talk" key=${id}>
      ${first?.id === id && shown(first)}
      ${
        (answers.length > 0 || sign !== undefined) &&
        html`
        <div class="thread" role="group" aria-label="Thread">
          ${answers.map(shown)}
          ${sign !== undefined && html`<p class="sign">${sign}</p>`}
        </div>`
      }
    </div>
  `
}
