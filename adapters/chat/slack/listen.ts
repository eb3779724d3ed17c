import type { Logger } from 'pino'
import { BusyError, type Inbox } from '../../../src/ports/chat-platform.ts'
import type { RecentPresses } from '../recent-presses.ts'
import type { DeferringApp } from './deferring-app.ts'
import { createEchoCommands } from './echo-command.ts'
import { createTellPerson } from './ephemeral.ts'
import { withNames } from './names.ts'
import { createOpenForm } from './open-form.ts'
import { readChange } from './read-change.ts'
import { readEvent } from './read-event.ts'
import { readForm } from './read-form.ts'
import { readCommand, readPress, readShortcutPlace } from './read-interaction.ts'
import { FORM_INPUT } from './render-form.ts'
import { sampledWarnings } from './sampled-log.ts'
import { createTakeChange } from './take-change.ts'
import { createTakeInteraction } from './take-interaction.ts'
import { createTakeMessage } from './take-message.ts'

const NO_SHORTCUTS =
  'I have no shortcuts. Mention me, or write to me directly, and say what you need, for example “help”.'

export interface ListenParts {
  readonly inbox: Inbox
  readonly acknowledgeWithinMs: number
  readonly presses: RecentPresses
  readonly redact: (text: string) => string
  readonly log: Logger
}

/** Hands everything people say and press to the inbox. */
export function listen(app: DeferringApp, { inbox, acknowledgeWithinMs, presses, redact, log }: ListenParts): void {
  const beside = (work: Promise<void>): void => void app.keepInHand(work)
  const parts = {
    inbox: withNames(inbox, { client: app.client, beside, log }),
    tell: createTellPerson(app.client, app.stopping, log),
    echoes: createEchoCommands(app.client, redact, log),
    openForm: createOpenForm(app.client, log),
    beside,
    withinMs: acknowledgeWithinMs,
  }
  const takeMessage = createTakeMessage(parts)
  const takeChange = createTakeChange(inbox, acknowledgeWithinMs)
  const take = createTakeInteraction(parts)

  app.event(/^(app_mention|message)$/, async ({ event, body, context }) => {
    const change = readChange(event, body.event_id, app.botUser)
    if (change) return takeChange(change, Number(context.arrivedAt))
    const heard = readEvent(event, body.event_id, app.botUser)
    if (heard) await takeMessage(heard, Number(context.arrivedAt))
  })

  // Whatever the command is called in the app's settings: Slack sends only commands of this app.
  app.command(/.*/, async ({ body, ack, context }) => {
    const heard = readCommand(body)
    const sentence = heard && (await take.command(heard, Number(context.arrivedAt)))
    await (sentence ? ack({ response_type: 'ephemeral', text: sentence }) : ack())
  })

  app.action({ type: 'block_actions' }, async ({ body, action, ack, context }) => {
    const pressed = readPress(body, action)
    if (pressed) {
      presses.noted(pressed.card, (sentence) => parts.beside(parts.tell(pressed.place, sentence)))
      await take.press(pressed, Number(context.arrivedAt))
    }
    await ack()
  })

  app.view({ type: 'view_submission' }, async ({ body, ack, context }) => {
    const sent = readForm(body)
    const problem = sent && (await take.form(sent, Number(context.arrivedAt)))
    await (problem ? ack({ response_action: 'errors', errors: { [FORM_INPUT.block]: problem } }) : ack())
  })

  app.shortcut(/.*/, async ({ body, ack }) => {
    await ack()
    const place = readShortcutPlace(body)
    if (place) parts.beside(parts.tell(place, NO_SHORTCUTS))
  })

  const warnOfBusy = sampledWarnings(log, 'slack events were not taken in, and are left to be delivered again')
  app.error(async (error) => {
    if (causeOf(error) instanceof BusyError) warnOfBusy('too many at once')
    else log.warn({ err: error }, 'a slack event was not taken in')
    throw error
  })
}

/** Bolt may wrap what a listener has thrown. */
function causeOf(error: Error & { readonly original?: unknown }): unknown {
  return error.original ?? error
}
