import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { ShownMessage } from '../../api/shapes.ts'
import type { CardButton, Presses } from '../../view/card-block.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { awaitsAnswer } from './conversation-state.ts'
import { FormDialog, type OpenedForm } from './form-dialog.ts'
import { messageView } from './message-view.ts'
import type { FollowedConversation } from './use-conversation.ts'

interface Props {
  readonly session: string
  readonly conversation: FollowedConversation
}

/** What a press came to, beside the message it was on. */
interface Pressed {
  readonly message: string
  readonly button?: string
  readonly notice?: string
  readonly form?: OpenedForm
}

/** The messages of a conversation, and what presses on them lead to. */
export function Thread({ session, conversation }: Props): VNode {
  const [pressed, setPressed] = useState<Pressed>()
  useEffect(() => setPressed(undefined), [session])
  const end = useStayingAtEnd(conversation)
  const press = async (message: string, { id }: CardButton): Promise<void> => {
    setPressed({ message, button: id })
    try {
      const body = { session_id: session, button: id, forms: true }
      const answer = await send<{ notice?: string; form?: OpenedForm }>('POST', '/presses', {
        ...{ body, key: crypto.randomUUID() },
      })
      setPressed({ message, ...answer })
    } catch (error) {
      setPressed({ message, notice: sentenceOf(error) })
    }
  }
  const pressesOn = ({ id }: ShownMessage): Presses => ({
    press: (button) => void press(id, button),
    pressed: pressed?.message === id ? pressed.button : undefined,
  })
  const noticeOn = ({ id }: ShownMessage): string | undefined => (pressed?.message === id ? pressed.notice : undefined)
  return html`<ol class="thread" ref=${end} aria-label="Messages" tabindex="0">
      ${conversation.messages.map((message) => messageView(message, pressesOn(message), noticeOn(message)))}
      ${conversation.sending.map((text) => html`<li class="message you sending"><p class="by"><strong>You</strong> sending …</p><p class="said bubble">${text}</p></li>`)}
      ${awaitsAnswer(conversation) && html`<li class="message shipmate"><p class="dots" role="img" aria-label="Shipmate is working on an answer"><i></i><i></i><i></i></p></li>`}
    </ol>
    ${
      pressed?.form &&
      h(FormDialog, {
        ...{ session, form: pressed.form },
        onClose: (notice) => setPressed({ message: pressed.message, ...(notice !== undefined && { notice }) }),
      })
    }`
}

/** Within this of the end, a reader wants to see what comes. */
const AT_END_PX = 120

/** New messages scroll into sight, but not away from a reader who looks at older ones. */
function useStayingAtEnd({ messages, sending }: FollowedConversation) {
  const list = useRef<HTMLOListElement>(null)
  const wasAtEnd = useRef(true)
  useEffect(() => {
    const element = list.current
    const scrolled = (): void => {
      if (element) wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX
    }
    element?.addEventListener('scroll', scrolled, { passive: true })
    return () => element?.removeEventListener('scroll', scrolled)
  }, [])
  useLayoutEffect(() => {
    if (wasAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [messages, sending])
  return list
}
