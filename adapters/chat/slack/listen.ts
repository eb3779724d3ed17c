import type { Logger } from 'pino'
import { BusyError, type Inbox } from '../../../src/ports/chat-platform.ts'
import type { DeferringApp } from './deferring-app.ts'
import { createEchoCommands } from './echo-command.ts'
import { createTellPerson } from './ephemeral.ts'
import { withNames } from './names.ts'
import { readEvent } from './read-event.ts'
import { readCommand, readPress } from './read-interaction.ts'
import { sampledWarnings } from './sampled-log.ts'
import { createTakeInteraction } from './take-interaction.ts'
import { createTakeMessage } from './take-message.ts'

const SLASH_COMMAND = '/shipmate'

export interface ListenParts {
  readonly inbox: Inbox
  readonly acknowledgeWithinMs: number
  readonly log: Logger
}

/** Hands everything people say and press to the inbox. */
export function listen(app: DeferringApp, { inbox, acknowledgeWithinMs, log }: ListenParts): void {
  const parts = {
    inbox: withNames(inbox, app.client),
    tell: createTellPerson(app.client, log),
    echoes: createEchoCommands(app.client, log),
    beside: (work: Promise<void>) => void app.keepInHand(work),
    withinMs: acknowledgeWithinMs,
  }
  const takeMessage = createTakeMessage(parts)
  const take = createTakeInteraction(parts)

  app.event(/^(app_mention|message)$/, async ({ event, body, context }) => {
    const heard = readEvent(event, body.event_id, app.botUser)
    if (heard) await takeMessage(heard, Number(context.arrivedAt))
  })

  app.command(SLASH_COMMAND, async ({ body, ack, context }) => {
    const heard = readCommand(body)
    const sentence = heard && (await take.command(heard, Number(context.arrivedAt)))
    await (sentence ? ack({ response_type: 'ephemeral', text: sentence }) : ack())
  })

  app.action({ type: 'block_actions' }, async ({ body, action, ack, context }) => {
    const pressed = readPress(body, action)
    if (pressed) await take.press(pressed, Number(context.arrivedAt))
    await ack()
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
