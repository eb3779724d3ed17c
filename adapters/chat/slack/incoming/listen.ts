import type { Logger } from 'pino'
import { BusyError, type Inbox } from '../../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import type { Clock } from '../../../../src/ports/clock.ts'
import type { PersonWords } from '../../person-words.ts'
import type { RecentPresses } from '../../recent-presses.ts'
import { FORM_INPUT } from '../cards/render-form.ts'
import type { DeferringApp } from '../connection/deferring-app.ts'
import { sampledWarnings } from '../connection/sampled-log.ts'
import { withNames } from '../people/names.ts'
import type { DescribePerson } from '../people/person-facts.ts'
import { createWordsOfPeople } from '../people/words-of-people.ts'
import { type AssistantThreads, createAssistantThreads } from '../surfaces/assistant-threads.ts'
import { readDeployForm } from '../surfaces/deploy-form.ts'
import { createHomes, type Homes } from '../surfaces/homes.ts'
import { listenToSurfaces } from '../surfaces/listen.ts'
import { SHORTCUTS } from '../surfaces/read-shortcut.ts'
import { readHomePress } from '../surfaces/read-surface.ts'
import { createTakeShortcut } from '../surfaces/take-shortcut.ts'
import { createEchoCommands } from './echo-command.ts'
import { createTellPerson } from './ephemeral.ts'
import { createOpenForm } from './open-form.ts'
import { readEdit } from './read-edit.ts'
import { type Heard, readEvent } from './read-event.ts'
import { readForm } from './read-form.ts'
import { readCommand, readPress, readShortcutPlace } from './read-interaction.ts'
import { createTakeEdit } from './take-edit.ts'
import { createTakeInteraction } from './take-interaction.ts'
import { createTakeMessage } from './take-message.ts'

/** They have listeners of their own. */
const OWN_SHORTCUTS: readonly string[] = Object.values(SHORTCUTS)

export interface ListenParts {
  readonly inbox: Inbox
  readonly describe: DescribePerson
  readonly clock: Clock
  /** The address of the workspace, where Slack has told it. */
  readonly workspace: string | undefined
  readonly acknowledgeWithinMs: number
  readonly presses: RecentPresses
  readonly speech: ChatSpeech
  /** What people are told in. */
  readonly words: PersonWords
  readonly redact: (text: string) => string
  readonly log: Logger
}

/** What the bot does for people unasked, where they look. */
export interface Surfaces {
  readonly homes: Homes
}

/** Hands everything people say and press to the inbox. */
export function listen(app: DeferringApp, given: ListenParts): Surfaces {
  const { inbox, describe, clock, workspace, acknowledgeWithinMs, presses, speech, redact, log } = given
  const beside = (work: Promise<void>): void => void app.keepInHand(work)
  const { client, stopping: stopped } = app
  const homes = createHomes({
    client,
    home: (viewer) => inbox.home(viewer),
    clock,
    workspace,
    speech,
    beside,
    stopped,
    log,
  })
  const threads = createAssistantThreads(client)
  const words = createWordsOfPeople({ words: given.words, describe, beside })
  const parts = {
    inbox: withNames(inbox, { describe, beside, log }),
    words,
    tell: createTellPerson(client, words, stopped, log, homes.tell),
    echoes: createEchoCommands(app.client, redact, log),
    openForm: createOpenForm(app.client, log),
    beside,
    withinMs: acknowledgeWithinMs,
  }
  const takeMessage = createTakeMessage(parts)
  const takeEdit = createTakeEdit(inbox, acknowledgeWithinMs)
  const take = createTakeInteraction(parts)
  const shortcuts = createTakeShortcut({ ...parts, client, take: take.command, log })
  listenToSurfaces(app, { ...parts, homes, threads, shortcuts, log })

  app.event(/^(app_mention|message)$/, async ({ event, body, context }) => {
    const edit = readEdit(event, body.event_id, app.self)
    if (edit) return takeEdit(edit, Number(context.arrivedAt))
    const heard = readEvent(event, body.event_id, app.self)
    if (heard) await takeMessage(await inItsThread(threads, heard), Number(context.arrivedAt))
  })

  // Whatever the command is called in the app's settings: Slack sends only commands of this app.
  app.command(/.*/, async ({ body, ack, context }) => {
    const heard = readCommand(body)
    const sentence = heard && (await take.command(heard, Number(context.arrivedAt)))
    await (sentence ? ack({ response_type: 'ephemeral', text: sentence }) : ack())
  })

  app.action({ type: 'block_actions' }, async ({ body, action, ack, context }) => {
    const atHome = readHomePress(body, action)
    const pressed = atHome ?? readPress(body, action)
    if (pressed) {
      const thread = await threads.threadOf(pressed.place.channel, pressed.place.threadTs, pressed.press.thread)
      if (!atHome)
        presses.noted(pressed.card, () => parts.beside(parts.tell(pressed.place, ({ notices }) => notices.cardDeleted)))
      await take.press({ ...pressed, press: { ...pressed.press, thread } }, Number(context.arrivedAt))
    }
    await ack()
    if (atHome) beside(homes.opened(atHome.place.user, atHome.place.channel))
  })

  app.view({ type: 'view_submission' }, async ({ body, ack, context }) => {
    if (readDeployForm(body)) return
    const sent = readForm(body)
    const problem = sent && (await take.form(sent, Number(context.arrivedAt)))
    await (problem ? ack({ response_action: 'errors', errors: { [FORM_INPUT.block]: problem } }) : ack())
  })

  app.shortcut(/.*/, async ({ body, shortcut, ack }) => {
    await ack()
    if (OWN_SHORTCUTS.includes(shortcut.callback_id)) return
    const place = readShortcutPlace(body)
    if (place) parts.beside(parts.tell(place, ({ notices }) => notices.unknownShortcut))
  })

  const warnOfBusy = sampledWarnings(log, 'slack events were not taken in, and are left to be delivered again')
  app.error(async (error) => {
    if (causeOf(error) instanceof BusyError) warnOfBusy('too many at once')
    else log.warn({ err: error }, 'a slack event was not taken in')
    throw error
  })
  return { homes }
}

/** A thread with the assistant is a conversation of its own. */
async function inItsThread(threads: AssistantThreads, heard: Heard): Promise<Heard> {
  const { channel, threadTs } = heard.place
  const thread = await threads.threadOf(channel, threadTs, heard.message.thread)
  return { ...heard, message: { ...heard.message, thread } }
}

/** Bolt may wrap what a listener has thrown. */
function causeOf(error: Error & { readonly original?: unknown }): unknown {
  return error.original ?? error
}
