import type { SeenModal } from '../seen.ts'
import { changedEvent, deletedEvent, fileEvent } from './events.ts'
import { eventPayload, spokenEvent } from './payloads.ts'
import type { Scene } from './script.ts'
import type { SlackPerson } from './slack-person.ts'
import type { SlackMessage } from './workspace.ts'

/** Everything of a person but what they see. */
export type Deeds = Omit<
  SlackPerson,
  'name' | 'userId' | 'sees' | 'again' | 'messages' | 'seesModal' | 'seesTyping' | 'seesStatus' | 'seesHome'
>

export interface HandsParts {
  /** The form on top. */
  readonly modal: () => SeenModal | undefined
  /** What is wrong with what was typed, by view. */
  readonly problems: Map<string, Readonly<Record<string, string>>>
}

/** Tells the bot what happened, without waiting for it: people do not wait either. */
export function botEvent({ workspace, traffic }: Scene) {
  const { installation: from } = workspace
  const event = (body: object): void => void traffic.deliver('events_api', eventPayload(body, from), from.team)
  return {
    event,
    said(said: SlackMessage): void {
      const isFile = said.files !== undefined
      if (!isFile && said.text.includes(`<@${from.botUser}>`)) event(spokenEvent('app_mention', said, from.team))
      event(isFile ? fileEvent(said) : spokenEvent('message', said, from.team))
    },
    changed(before: SlackMessage, after: SlackMessage): void {
      event(changedEvent(before, after, { ts: workspace.nextTs(), team: from.team }))
    },
    deleted(gone: SlackMessage): void {
      event(deletedEvent(gone, { ts: workspace.nextTs(), team: from.team }))
    },
  }
}
