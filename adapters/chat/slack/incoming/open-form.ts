import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { ShowForm } from '../../../../src/ports/chat-platform.ts'
import { renderForm } from '../cards/render-form.ts'
import { OPEN_FORM_WITHIN_MS } from '../limits.ts'
import { slackErrorCode } from '../slack-errors.ts'
import { within } from '../within.ts'
import type { Place } from './ephemeral.ts'
import { carried } from './read-form.ts'

/** The press came twice, and the first has opened it. */
const OPENED_BEFORE = 'exchanged_trigger_id'

/** @param messageTs The message whose button was pressed. @param trigger What Slack gave with the press. */
export function createOpenForm(client: webApi.WebClient, log: Logger) {
  return (place: Place, messageTs: string, trigger: string): ShowForm =>
    async (form) => {
      const view = renderForm(form, carried(place, messageTs))
      const opened = await within(client.views.open({ trigger_id: trigger, view }), OPEN_FORM_WITHIN_MS)
      if (opened.kind === 'done') return true
      if (opened.kind === 'failed' && slackErrorCode(opened.error) === OPENED_BEFORE) return true
      log.warn(
        opened.kind === 'failed' ? { err: opened.error } : { withinMs: OPEN_FORM_WITHIN_MS },
        'slack did not open a form, so the thread asks',
      )
      return false
    }
}
