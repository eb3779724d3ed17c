import { useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { ShownCard, ShownSession } from '../../api/shapes.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { announce } from '../../shell/announce.ts'
import type { Page } from '../../shell/page.ts'
import { answered } from '../../view/answered.ts'
import { cardView } from '../../view/card.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { between } from '../../view/time.ts'
import { useNow } from '../../view/use-now.ts'
import { FormDialog, type OpenedForm } from '../chat/form-dialog.ts'

export const waiting: Page = { id: 'changes', title: 'Waiting for me', icon: 'changes', letter: 'm', content: Waiting }

export interface ShownWaiting {
  readonly id: string
  readonly kind: 'confirmation' | 'proposal' | 'change' | 'step'
  readonly by_name: string
  readonly expires_at: string
  readonly card: ShownCard
}

interface Pressed {
  readonly id: string
  readonly button?: string
  readonly notice?: string
  readonly form?: OpenedForm
}

/** What waits for an answer of whoever looks; its buttons are those of the card in chat. */
function Waiting(): VNode {
  const answer = useAnswer<{ readonly waiting: readonly ShownWaiting[] }>('/waiting')
  const [pressed, setPressed] = useState<Pressed>()
  const [session, setSession] = useState<string>()
  const now = useNow()
  const told = (id: string, notice: string | undefined): void => {
    setPressed({ id, ...(notice !== undefined && { notice }) })
    announce(notice ?? 'Answered.')
    answer.again()
  }
  const press = async (id: string, button: string): Promise<void> => {
    setPressed({ id, button })
    try {
      const own = session ?? (await send<ShownSession>('POST', '/sessions')).id
      setSession(own)
      const body = { session_id: own, button, forms: true }
      const key = crypto.randomUUID()
      const said = await send<{ notice?: string; form?: OpenedForm }>('POST', '/presses', { body, key })
      if (said.form) setPressed({ id, form: said.form })
      else told(id, said.notice)
    } catch (error) {
      setPressed({ id, notice: sentenceOf(error) })
    }
  }
  return html`<h1>Waiting for me</h1>
    ${pressed?.notice !== undefined && html`<p class="panel" role="status"><span><strong>${pressed.id.startsWith('CHG-') ? `${pressed.id}: ` : ''}</strong>${pressed.notice}</span></p>`}
    ${answered(answer, (known) => waitingList(known.waiting, { now, pressed: pressed?.button, press: (id, button) => void press(id, button) }))}
    ${
      pressed?.form &&
      session !== undefined &&
      h(FormDialog, {
        ...{ session, form: pressed.form },
        onClose: (notice) => (notice === undefined ? setPressed(undefined) : told(pressed.id, notice)),
      })
    }`
}

const WHY: Readonly<Record<ShownWaiting['kind'], (by: string) => string>> = {
  confirmation: () => 'You asked for this, and confirm it',
  proposal: (by) => `An assistant, ${by}, proposes this; a person confirms it`,
  change: (by) => `${by} asks for your approval`,
  step: (by) => `A step of a workflow that ${by} started takes your approval`,
}

interface Drawing {
  readonly now: Date
  /** The button whose press is not answered yet. */
  readonly pressed: string | undefined
  readonly press: (id: string, button: string) => void
}

export function waitingList(waiting: readonly ShownWaiting[], { now, pressed, press }: Drawing): VNode {
  if (waiting.length === 0) return html`<p class="empty">Nothing waits for your answer.</p>`
  return html`<ul class="rows">${waiting.map(
    ({ id, kind, by_name, expires_at, card }) => html`<li class="asked" key=${id}>
      <p class="soft small">${WHY[kind](by_name)} · <time datetime=${expires_at}>expires in ${between(now.toISOString(), expires_at, now)}</time></p>
      ${cardView(card, { press: (button) => press(id, button.id), pressed })}
    </li>`,
  )}</ul>`
}
