import type { Answer, Choice } from '../person.ts'
import type { SeenModal } from '../seen.ts'
import type { Deeds, HandsParts } from './deeds.ts'
import type { Delivered } from './delivery.ts'
import { type Act, closedPayload, submissionPayload, suggestionPayload } from './interactions.ts'
import type { Scene } from './script.ts'
import { GENERAL } from './script.ts'
import { seenModal, stateOf } from './seen-view.ts'
import type { View, ViewBody } from './views.ts'

export interface FormHandsParts extends HandsParts {
  readonly act: () => Act
  readonly interact: (payload: object) => Promise<Delivered>
  readonly answerTo: (delivered: Delivered, before: SeenModal | undefined) => Answer
}

/** What a bot may acknowledge a sent form with. https://docs.slack.dev/surfaces/modals#response_actions */
interface ResponseAction {
  readonly response_action?: 'errors' | 'update' | 'push' | 'clear'
  readonly errors?: Readonly<Record<string, string>>
  readonly view?: ViewBody
}

/** What a bot may answer while somebody types. https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
interface OfferedOptions {
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[]
}

/** Sending and closing modals, and what their menus offer. */
export function createFormHands(
  { views, workspace }: Scene,
  parts: FormHandsParts,
): Pick<Deeds, 'submits' | 'closes' | 'looksFor'> {
  const { problems, act, interact, answerTo } = parts

  function open({ id }: SeenModal): View {
    const view = views.all.find((one) => one.id === id)
    if (!view || !views.isOpen(view)) throw new Error(`the form ${id} is not open`)
    return view
  }

  function follow(view: View, { response_action, errors, view: next }: ResponseAction): void {
    problems.delete(view.id)
    if (response_action === 'errors') problems.set(view.id, errors ?? {})
    else if (response_action === 'clear') views.close(view, true)
    else if (response_action === 'update' && next) views.update({ id: view.id }, next)
    else if (response_action === 'push' && next)
      views.push(views.triggers.give(`push-${view.id}-${view.hash}`, view.user, {}), next)
    else views.close(view)
    workspace.changed()
  }

  return {
    async submits(modal, values) {
      const view = open(modal)
      refuseEmpty(view, values)
      const delivered = await interact(submissionPayload(act(), view, stateOf(view, values)))
      if (!delivered.acknowledged) return { kind: 'failed' }
      const answer = (delivered.answer ?? {}) as ResponseAction
      follow(view, answer)
      const after = views.all.find(({ id }) => id === view.id)
      if (answer.response_action === 'errors' && after)
        return { kind: 'modal', modal: seenModal(after, problems.get(view.id)) }
      return answerTo(delivered, modal)
    },
    async looksFor(modal, field, typed, values = {}) {
      const view = open(modal)
      const block = view.sent.blocks.find(({ block_id, label }) => block_id === field || label?.text === field)
      const { type = '', action_id = '' } = block?.element ?? {}
      if (type === 'conversations_select') return channelsLike(typed)
      if (type !== 'external_select') throw new Error(`the field ${field} is not filled while somebody types`)
      const asked = { action: action_id, block: block?.block_id ?? '', typed }
      const { answer } = await interact(suggestionPayload(act(), view, asked, stateOf(view, values)))
      const { options = [] } = (answer ?? {}) as OfferedOptions
      return options.map(({ text, value }) => ({ name: text.text, value }))
    },
    async closes(modal) {
      const view = open(modal)
      views.close(view)
      workspace.changed()
      if (view.sent.notify_on_close) await interact(closedPayload(act(), view, false))
    },
  }
}

/** Slack knows its channels by itself. */
function channelsLike(typed: string): readonly Choice[] {
  return '#general'.includes(typed.toLowerCase()) ? [{ name: '#general', value: GENERAL }] : []
}

/** Slack's client sends no form in which something required is missing, or longer than it may be. */
function refuseEmpty(view: View, values: Readonly<Record<string, string | readonly string[]>>): void {
  for (const { type, optional = false, label, block_id = '', element } of view.sent.blocks) {
    if (type !== 'input') continue
    const value = values[block_id] ?? values[label?.text ?? ''] ?? element?.initial_value ?? element?.initial_option
    if (!optional && (value === undefined || value === '')) throw new Error(`"${label?.text}" must be filled in`)
    if (typeof value === 'string' && value.length > (element?.max_length ?? 3_000))
      throw new Error(`"${label?.text}" is too long`)
  }
}
