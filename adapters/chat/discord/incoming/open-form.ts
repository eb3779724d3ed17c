import { type APIMessageComponentInteraction, InteractionResponseType } from 'discord.js'
import type { Form } from '../../../../src/domain/form.ts'
import type { ShowForm } from '../../../../src/ports/chat-platform.ts'
import { renderForm } from '../cards/render-form.ts'
import type { Connection } from '../connection/connection.ts'
import { loggable } from '../discord-errors.ts'
import { isAnswered, respond } from './interaction-reply.ts'

/** A modal is the first answer to a press or none at all. */
export interface FormOfPress {
  readonly show: ShowForm
  /** Whether one has opened. From here on none does: the press is answered in another way. */
  hasOpened(): Promise<boolean>
}

export function formOfPress(
  { rest, log }: Pick<Connection, 'rest' | 'log'>,
  interaction: APIMessageComponentInteraction,
): FormOfPress {
  let opened: Promise<boolean> | undefined
  let isOver = false

  async function open(form: Form): Promise<boolean> {
    try {
      await respond(rest, interaction, { type: InteractionResponseType.Modal, data: renderForm(form) })
      return true
    } catch (error) {
      // The press came twice, and the first has opened it.
      if (isAnswered(error)) return true
      log.warn({ ...loggable(error), interaction: interaction.id }, 'Discord did not open a form, so the thread asks')
      return false
    }
  }

  return {
    async show(form) {
      if (isOver) return false
      opened ??= open(form)
      return opened
    },
    async hasOpened() {
      isOver = true
      return (await opened) ?? false
    },
  }
}
