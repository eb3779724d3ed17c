/** A modal as Slack has it. */
export interface View {
  readonly id: string
  /** Whose screen it is on. */
  readonly user: string
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: string
  readonly note: string
  readonly label: string
  readonly sent: ViewBody
}

interface Text {
  readonly type: string
  readonly text: string
}

export interface ViewBody {
  readonly type: string
  readonly callback_id?: string
  readonly private_metadata?: string
  readonly title: Text
  readonly submit?: Text
  readonly close?: Text
  readonly blocks: readonly ViewBlock[]
}

interface ViewBlock {
  readonly type: string
  readonly block_id?: string
  readonly text?: Text
  readonly label?: Text
  readonly hint?: Text
  readonly element?: { readonly type: string; readonly action_id: string; readonly max_length?: number }
}

interface Trigger {
  readonly user: string
  readonly at: number
  used: boolean
}

const TRIGGER_LIVES_MS = 3_000

/** Modals of a workspace: each press gives a trigger that opens one of them, for three seconds. */
export class Views {
  readonly all: View[] = []
  readonly #triggers = new Map<string, Trigger>()

  trigger(id: string, user: string, at = performance.now()): string {
    this.#triggers.set(id, { user, at, used: false })
    return id
  }

  open(triggerId: string, view: ViewBody): View | 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_arguments' {
    const trigger = this.#triggers.get(triggerId)
    if (!trigger || performance.now() - trigger.at > TRIGGER_LIVES_MS) return 'expired_trigger_id'
    if (trigger.used) return 'exchanged_trigger_id'
    if (!isViewValid(view)) return 'invalid_arguments'
    trigger.used = true
    const opened: View = {
      id: `V${this.all.length + 1}`,
      user: trigger.user,
      callback_id: view.callback_id ?? '',
      private_metadata: view.private_metadata ?? '',
      title: view.title.text,
      note: view.blocks.find(({ type }) => type === 'section')?.text?.text ?? '',
      label: view.blocks.find(({ type }) => type === 'input')?.label?.text ?? '',
      sent: view,
    }
    this.all.push(opened)
    return opened
  }
}

/** What Slack refuses of a modal, as far as ours could run into it. */
export function isViewValid({ type, callback_id, private_metadata, title, submit, close, blocks }: ViewBody): boolean {
  return (
    type === 'modal' &&
    (callback_id ?? '').length <= 255 &&
    (private_metadata ?? '').length <= 3_000 &&
    [title, submit, close].every((text) => text !== undefined && isPlain(text, 24)) &&
    blocks.length >= 1 &&
    blocks.length <= 100 &&
    blocks.every(isBlockValid)
  )
}

function isBlockValid({ type, block_id, text, label, hint, element }: ViewBlock): boolean {
  if (type === 'section') return text !== undefined && isPlain(text, 3_000)
  return (
    type === 'input' &&
    (block_id ?? '').length <= 255 &&
    label !== undefined &&
    isPlain(label, 2_000) &&
    (hint === undefined || isPlain(hint, 2_000)) &&
    ['plain_text_input', 'external_select', 'conversations_select'].includes(element?.type ?? '') &&
    element !== undefined &&
    element.action_id.length <= 255 &&
    (element.max_length ?? 3_000) <= 3_000
  )
}

const isPlain = ({ type, text }: Text, max: number): boolean =>
  type === 'plain_text' && text.length >= 1 && text.length <= max && text.isWellFormed()
