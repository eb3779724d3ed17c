import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { threadId, userId } from '../addresses.ts'
import { directChannel, type TellPerson, tellDirectly } from '../incoming/ephemeral.ts'
import { addressedByCommand, type HeardCommand } from '../incoming/read-interaction.ts'
import { OPEN_FORM_WITHIN_MS } from '../limits.ts'
import type { WordsOfPeople } from '../people/words-of-people.ts'
import { sinceMs, within } from '../within.ts'
import { FIELDS, renderDeployForm, type SentDeployForm } from './deploy-form.ts'
import { readShortcut, readShortcutOnMessage } from './read-shortcut.ts'

export interface TakeShortcutParts {
  readonly client: webApi.WebClient
  readonly inbox: Pick<Inbox, 'suggest'>
  /** Records a request as a command: shown where it is answered, and its person told what went wrong. */
  readonly take: (heard: HeardCommand, arrivedAt: number) => Promise<string | undefined>
  readonly tell: TellPerson
  readonly words: WordsOfPeople
  readonly beside: (work: Promise<void>) => void
  readonly withinMs: number
  readonly log: Logger
}

/** Which service a link belongs to, and whether somebody may deploy anything: people wait for both. */
const LOOK_UP_WITHIN_MS = 800

/** Shortcuts and the form of “Deploy…”. Each becomes a request like any other: rights, rules and your yes come after. */
export function createTakeShortcut(parts: TakeShortcutParts) {
  const { client, inbox, take, tell, words, beside, withinMs, log } = parts

  /** A repository mostly has the name of its service; else the thread asks. */
  async function serviceOf(repository: string, user: string): Promise<string | undefined> {
    const asked = { intent: 'deploy.start', slot: 'service', typed: repository, by: userId(user) } as const
    const found = await within(inbox.suggest(asked), LOOK_UP_WITHIN_MS)
    return found.kind === 'done'
      ? found.value.find((name) => name.toLowerCase() === repository.toLowerCase())
      : undefined
  }

  function sayDirectly(user: string, what: 'nothingToDeploy' | 'formNotOpened'): void {
    beside(words.soon(user).then(({ notices }) => tellDirectly(client, user, notices[what], log)))
  }

  return {
    /** “Deploy this pull request”, chosen on a message. */
    async onMessage(body: unknown, arrivedAt: number): Promise<void> {
      const chosen = readShortcutOnMessage(body)
      if (!chosen) return
      const { user, name, channel, threadTs, link, trigger } = chosen
      const place = { channel, user, threadTs }
      if (!link) return beside(tell(place, ({ notices }) => notices.noPullRequest))
      const service = await serviceOf(link.repository, user)
      const text = `deploy ${link.url}`
      const slots = { ref: link.url, ...(service !== undefined && { service }) }
      const key = `slack:shortcut:${trigger}`
      const heard: HeardCommand = {
        ...{ name: key, place, echo: `${name}: ${text}` },
        message: {
          ...{ keys: [key], thread: threadId(channel, threadTs), by: userId(user), text },
          addressed: addressedByCommand(channel),
          request: { intent: 'deploy.start', slots },
        },
      }
      const sentence = await take(heard, arrivedAt)
      // Where the bot is no member, nobody sees what it says only to them.
      if (sentence !== undefined) beside(tellDirectly(client, user, sentence, log))
    },

    /** “Deploy…”, chosen anywhere: opens the form for a person who may deploy something. */
    async anywhere(body: unknown): Promise<void> {
      const chosen = readShortcut(body)
      if (!chosen) return
      const { user, trigger } = chosen
      words.expect(user)
      const asked = { intent: 'deploy.start', slot: 'service', typed: '', by: userId(user) } as const
      const found = await within(inbox.suggest(asked), LOOK_UP_WITHIN_MS)
      if (found.kind === 'done' && found.value.length === 0) return sayDirectly(user, 'nothingToDeploy')
      const view = renderDeployForm(words.now(user).deployForm)
      const opened = await within(client.views.open({ trigger_id: trigger, view }), OPEN_FORM_WITHIN_MS)
      if (opened.kind === 'done') return
      log.warn(opened.kind === 'failed' ? { err: opened.error } : {}, 'slack did not open the form of a shortcut')
      sayDirectly(user, 'formNotOpened')
    },

    /** Resolves with what is wrong, by field: the form then stays open. */
    async form(sent: SentDeployForm, arrivedAt: number): Promise<Readonly<Record<string, string>> | undefined> {
      const { user, name, view, service, environment, ref } = sent
      const { chooseOne, chooseChannel } = words.now(user).deployForm
      if (service === undefined) return { [FIELDS.service]: chooseOne }
      if (environment === undefined) return { [FIELDS.environment]: chooseOne }
      const direct = within(
        sent.channel === undefined ? directChannel(client, user) : Promise.resolve(sent.channel),
        LOOK_UP_WITHIN_MS,
      )
      const found = await direct
      if (found.kind !== 'done') return { [FIELDS.where]: chooseChannel }
      const channel = found.value
      const text = ['deploy', service, ...(ref === undefined ? [] : [ref]), 'to', environment].join(' ')
      const key = `slack:form:${view}`
      const slots = { service, environment, ...(ref !== undefined && { ref }) }
      const problem = await take(
        {
          ...{ name: key, place: { channel, user }, echo: `${name}: ${text}` },
          message: {
            ...{ keys: [key], thread: threadId(channel), by: userId(user), text },
            addressed: addressedByCommand(channel),
            request: { intent: 'deploy.start', slots },
          },
        },
        arrivedAt,
      )
      return problem === undefined || sinceMs(arrivedAt) >= withinMs ? undefined : { [FIELDS.where]: problem }
    },
  }
}
