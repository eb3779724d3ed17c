import type { SimulatorClock } from '../clock.ts'
import type { Delivered, Kind } from './delivery.ts'
import {
  botMessageEvent,
  changedEvent,
  deletedEvent,
  fileEvent,
  homeOpenedEvent,
  rateLimitedPayload,
} from './events.ts'
import { directChannel } from './methods/answer.ts'
import { commandPayload, eventPayload, pressPayload, spokenEvent, viewPayload } from './payloads.ts'
import type { ResponseUrls } from './response-urls.ts'
import type { Traffic } from './traffic.ts'
import type { View, Views } from './views.ts'
import { buttonsOf, type SlackMessage, type Workspace } from './workspace.ts'

export interface Said {
  readonly channel: string
  readonly ts: string
  /** Where an answer in a thread stands. */
  readonly threadTs: string
  readonly deliveries: readonly Delivered[]
}

export interface SaidIn {
  readonly channel?: string
  readonly threadTs?: string
  /** A mention comes in both forms at once; in this order, one after the other, if given. Default both. */
  readonly forms?: readonly ('app_mention' | 'message')[]
  /** Someone of another workspace, in a shared channel. */
  readonly fromTeam?: string
  readonly subtype?: 'thread_broadcast'
}

/** @property agoMs The press took so long to arrive. @property trigger Given before, as when a press comes twice. */
export interface PressOptions {
  readonly agoMs?: number
  readonly trigger?: string
}

/** One workspace, and the ways from it to the bot. */
export interface Scene {
  readonly workspace: Workspace
  readonly views: Views
  readonly clock: SimulatorClock
  readonly traffic: Traffic
  readonly responses: ResponseUrls
}

export const GENERAL = 'C0GENERAL'
/** Slack has been seen to send one message so many times under other event ids and without a retry header. */
const MOST_REPEATS = 11

let triggers = 0

/** A name that no other trigger has. */
export function nextTrigger(): string {
  triggers += 1
  return `trigger-given-${triggers}`
}

/** What a test makes happen in a workspace, with every delivery that comes of it. */
export function createScript(scene: Scene) {
  const { workspace, views, traffic, responses } = scene
  const { installation: from } = workspace
  const deliver = (kind: Kind, payload: object): Promise<Delivered> => traffic.deliver(kind, payload, from.team)
  const event = (body: object, beside?: object): Promise<Delivered> =>
    deliver('events_api', eventPayload(body, from, beside))

  const now = () => ({ ts: workspace.nextTs(), team: from.team })

  async function say(user: string, text: string, where: SaidIn, forms: NonNullable<SaidIn['forms']>): Promise<Said> {
    const { channel = GENERAL, threadTs, fromTeam, subtype } = where
    const said = workspace.add({
      channel,
      user,
      text,
      blocks: [],
      ...(threadTs && { threadTs }),
      ...(subtype && { subtype }),
    })
    const beside = fromTeam === undefined ? {} : { is_ext_shared_channel: true }
    const send = (form: (typeof forms)[number]) => event(spokenEvent(form, said, fromTeam ?? from.team), beside)
    const deliveries: Delivered[] = []
    if (where.forms) for (const form of where.forms) deliveries.push(await send(form))
    else deliveries.push(...(await Promise.all(forms.map(send))))
    return { channel, ts: said.ts, threadTs: threadTs ?? said.ts, deliveries }
  }

  function find({ channel, ts }: Pick<SlackMessage, 'channel' | 'ts'>): SlackMessage {
    const message = workspace.find(channel, ts)
    if (!message) throw new Error(`no message ${ts} in ${channel}`)
    return message
  }

  return {
    deliver,
    /** `@shipmate text`; resolves when the bot has acknowledged it or Slack would try no more. */
    mention: (user: string, text: string, where: SaidIn = {}): Promise<Said> =>
      say(user, `<@${from.botUser}> ${text}`, where, ['app_mention', 'message']),
    /** Something said in a channel or thread without mentioning the bot. */
    say: (user: string, text: string, where: SaidIn = {}): Promise<Said> => say(user, text, where, ['message']),
    direct: (user: string, text: string): Promise<Said> =>
      say(user, text, { channel: directChannel(user) }, ['message']),
    /** The same message once more under other event ids, without a word that it is a repeat. */
    repeat(
      said: Said,
      times = MOST_REPEATS,
      form: 'app_mention' | 'message' = 'message',
    ): Promise<readonly Delivered[]> {
      const body = spokenEvent(form, find(said), from.team)
      return Promise.all(Array.from({ length: times }, () => event(body)))
    },
    /** Somebody edits what they said. */
    edit(said: Pick<Said, 'channel' | 'ts'>, text: string): Promise<Delivered> {
      const before = find(said)
      return event(changedEvent(before, workspace.replace(before, { text }), now()))
    },
    /** Slack adds the preview of a link to a message: an edit that changes no text. */
    unfurl(said: Pick<Said, 'channel' | 'ts'>): Promise<Delivered> {
      const message = find(said)
      return event(changedEvent(message, message, now(), true))
    },
    delete(said: Pick<Said, 'channel' | 'ts'>): Promise<Delivered> {
      const gone = find(said)
      workspace.remove(gone)
      return event(deletedEvent(gone, now()))
    },
    /** A message that is nothing but a file, or with words if they are given. */
    async shareFile(
      user: string,
      name: string,
      { channel = GENERAL, threadTs }: SaidIn = {},
      text = '',
    ): Promise<Said> {
      const said = workspace.add({ channel, user, text, blocks: [], files: [name], ...(threadTs && { threadTs }) })
      return { channel, ts: said.ts, threadTs: threadTs ?? said.ts, deliveries: [await event(fileEvent(said))] }
    },
    /** Another app says something. */
    botSays(text: string, channel = GENERAL): Promise<Delivered> {
      return event(
        botMessageEvent(workspace.add({ channel, user: 'U0OTHERBOT', text, blocks: [], subtype: 'bot_message' })),
      )
    },
    /** A notice of Slack itself. */
    slackSays: (text: string, channel = GENERAL): Promise<Said> => say('USLACK', text, { channel }, ['message']),
    openHome: (user: string): Promise<Delivered> => event(homeOpenedEvent(user, workspace.nextTs())),
    /** Slack leaves events out, as after 30,000 within an hour. */
    leaveEventsOut: (): Promise<Delivered> => deliver('events_api', rateLimitedPayload(from.team, scene.clock.now())),
    command(user: string, text: string, channel = GENERAL): Promise<Delivered> {
      const trigger = views.triggers.give(nextTrigger(), user, { team: from.team })
      const responseUrl = responses.give(workspace, user, channel)
      return deliver('slash_commands', commandPayload(user, text, channel, { trigger, responseUrl, from }))
    },
    /** Presses a button of a message of the bot, named by its label or id. */
    press(user: string, messageTs: string, button: string, options: PressOptions = {}): Promise<Delivered> {
      const message = workspace.messages.find(({ ts }) => ts === messageTs)
      const found = message && buttonsOf(message).find(({ id, label }) => id === button || label === button)
      if (!message || !found) throw new Error(`no button "${button}" on message ${messageTs}`)
      const { agoMs = 0 } = options
      const trigger = options.trigger ?? views.triggers.give(nextTrigger(), user, { team: from.team, agoMs })
      const responseUrl = responses.give(workspace, user, message.channel, message.ts)
      return deliver('interactive', pressPayload(user, message, found.id, trigger, responseUrl))
    },
    trigger: (id: string, user: string): string => views.triggers.give(id, user, { team: from.team }),
    /** Sends a modal with this typed into it; `null` is nothing. */
    send: (user: string, view: View, typed: string | null): Promise<Delivered> =>
      deliver('interactive', viewPayload(user, view, typed)),
  }
}
