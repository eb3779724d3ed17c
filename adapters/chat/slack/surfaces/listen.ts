import type { Logger } from 'pino'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { userId } from '../addresses.ts'
import type { DeferringApp } from '../connection/deferring-app.ts'
import type { AssistantThreads } from './assistant-threads.ts'
import { DEPLOY_FORM, FIELDS, readDeployForm } from './deploy-form.ts'
import type { Homes } from './homes.ts'
import { SHORTCUTS } from './read-shortcut.ts'
import { readAssistantThread, readHomeOpened } from './read-surface.ts'
import { suggestOptions } from './suggest-options.ts'
import type { createTakeShortcut } from './take-shortcut.ts'

/** Prompts that Slack shows in a new thread. https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts */
const PROMPTS = 4

export interface ListenToSurfacesParts {
  readonly inbox: Inbox
  readonly homes: Homes
  readonly threads: AssistantThreads
  readonly shortcuts: ReturnType<typeof createTakeShortcut>
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
  readonly log: Logger
}

/** What people do in Slack beside messages and buttons: their Home tab, shortcuts, the assistant. */
export function listenToSurfaces(app: DeferringApp, parts: ListenToSurfacesParts): void {
  const { inbox, homes, threads, shortcuts, beside, withinMs, log } = parts

  // Drawn beside the acknowledgement: a page may take long to read.
  app.event('app_home_opened', async ({ event }) => {
    const opened = readHomeOpened(event)
    if (opened) beside(homes.opened(opened.user, opened.channel))
  })

  app.event(/^assistant_thread_(started|context_changed)$/, async ({ event, client }) => {
    const thread = readAssistantThread(event)
    if (!thread) return
    threads.opened(thread.channel, thread.ts)
    if (String(event.type) !== 'assistant_thread_started') return
    const suggest = async (): Promise<void> => {
      const examples = await inbox.examples({ by: userId(thread.user) })
      const prompts = examples.slice(0, PROMPTS).map((text) => ({ title: text, message: text }))
      const [first, ...others] = prompts
      if (first === undefined) return
      await client.assistant.threads.setSuggestedPrompts({
        ...{ channel_id: thread.channel, thread_ts: thread.ts },
        prompts: [first, ...others],
      })
    }
    beside(suggest().catch((err: unknown) => log.debug({ err }, 'slack did not take the first prompts')))
  })

  app.shortcut({ type: 'message_action', callback_id: SHORTCUTS.deployPullRequest }, async ({ body, ack, context }) => {
    await ack()
    await shortcuts.onMessage(body, Number(context.arrivedAt))
  })

  app.shortcut({ type: 'shortcut', callback_id: SHORTCUTS.deploy }, async ({ body, ack }) => {
    await ack()
    await shortcuts.anywhere(body)
  })

  app.options(new RegExp(`^(?:${FIELDS.service}|${FIELDS.environment}|${FIELDS.ref})$`), async ({ body, ack }) => {
    await ack({ options: [...(await suggestOptions(inbox, body, withinMs))] })
  })

  app.view({ type: 'view_submission', callback_id: DEPLOY_FORM }, async ({ body, ack, context }) => {
    const sent = readDeployForm(body)
    const errors = sent && (await shortcuts.form(sent, Number(context.arrivedAt)))
    await (errors ? ack({ response_action: 'errors', errors: { ...errors } }) : ack())
  })
}
