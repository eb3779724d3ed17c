import type { types } from '@slack/bolt'
import type { Form } from '../../../../src/domain/form.ts'
import { LONGEST_FORM_TEXT } from '../../../../src/domain/form.ts'
import { CHARS_IN_BLOCK, CHARS_IN_FORM_HEADING, CHARS_IN_FORM_LABEL, CHARS_TYPED_IN_FORM } from '../limits.ts'
import { cutEnd, visible } from './exact-text.ts'

/** The one input of a form; what is wrong with it is shown there. */
export const FORM_INPUT = { block: 'text', action: 'typed' } as const

/** A form as a modal. @param metadata Where it was opened, handed back with what is typed. */
export function renderForm({ id, title, note, field, send, close }: Form, metadata: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: id,
    private_metadata: metadata,
    title: plain(title, CHARS_IN_FORM_HEADING),
    submit: plain(send, CHARS_IN_FORM_HEADING),
    close: plain(close, CHARS_IN_FORM_HEADING),
    blocks: [
      { type: 'section', text: plain(note, CHARS_IN_BLOCK) },
      {
        type: 'input',
        block_id: FORM_INPUT.block,
        optional: !field.required,
        label: plain(field.label, CHARS_IN_FORM_LABEL),
        ...(field.hint !== undefined && { hint: plain(field.hint, CHARS_IN_FORM_LABEL) }),
        element: {
          type: 'plain_text_input',
          action_id: FORM_INPUT.action,
          multiline: true,
          focus_on_load: true,
          max_length: Math.min(LONGEST_FORM_TEXT, CHARS_TYPED_IN_FORM),
        },
      },
    ],
  }
}

/** Slack reads no control sequences in plain text. */
function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: cutEnd(visible(text), max) || '…', emoji: false }
}
