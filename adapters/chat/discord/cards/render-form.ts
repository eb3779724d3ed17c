import {
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js'
import { type Form, LONGEST_FORM_TEXT } from '../../../../src/domain/form.ts'
import { FORM_HINT, FORM_LABEL, FORM_NOTE, FORM_TITLE, FORM_TYPED } from '../limits.ts'
import { escaped } from './markdown.ts'
import { cut, oneLine } from './plain-text.ts'

/** The one input of a form. */
export const FORM_INPUT = 'text'

/** A form as a modal. Discord words its two buttons itself, so what sending leads to stands in the note. */
export function renderForm({ id, title, note, field }: Form): APIModalInteractionResponseCallbackData {
  const words = escaped(note, FORM_NOTE)
  const shown: APITextDisplayComponent = { type: ComponentType.TextDisplay, content: words.trim() === '' ? '…' : words }
  return {
    custom_id: id,
    title: plain(title, FORM_TITLE),
    components: [
      shown,
      {
        type: ComponentType.Label,
        label: plain(field.label, FORM_LABEL),
        ...(field.hint !== undefined && { description: plain(field.hint, FORM_HINT) }),
        component: {
          type: ComponentType.TextInput,
          custom_id: FORM_INPUT,
          style: TextInputStyle.Paragraph,
          required: field.required,
          max_length: Math.min(LONGEST_FORM_TEXT, FORM_TYPED),
        },
      },
    ],
  }
}

const plain = (text: string, max: number): string => cut(oneLine(text), max) || '…'
