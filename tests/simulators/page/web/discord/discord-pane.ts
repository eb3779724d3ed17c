import { useState } from 'preact/hooks'
import type { SeenMessage } from '../../../seen.ts'
import { h, html, type Shown, type VNode } from '../html.ts'
import { type Doings, useDoings } from '../shared/doings.ts'
import { FormDialog } from '../shared/form-dialog.ts'
import { MessageList } from '../shared/message-list.ts'
import { Pane, type Person } from '../shared/pane.ts'
import { talkTo } from '../shared/talk-to.ts'
import { useLive } from '../shared/use-live.ts'
import { useNow } from '../shared/use-now.ts'
import { componentView, type Uses } from './component-view.ts'
import type { Message } from './components.ts'
import { type DiscordScreen, nameIn, signsIn } from './discord-screen.ts'
import { embedView } from './embed-view.ts'
import type { NameOf } from './inline.ts'
import { markdown } from './markdown.ts'
import { Writing } from './writing.ts'

type PlaceId = 'general' | 'direct'

const PLACES = [
  { id: 'general', label: '# general' },
  { id: 'direct', label: '@ Shipmate' },
] as const
const IN_A_MESSAGES_MENU = 3

/** A Discord in which somebody is ana, ben or cora. */
export function DiscordPane(): VNode {
  const [person, setPerson] = useState<Person>('ana')
  const [place, setPlace] = useState<PlaceId>('general')
  const [thread, setThread] = useState<string>()
  const screen = useLive<DiscordScreen>(`/discord/people/${person}/changes`)
  const doings = useDoings('discord', person)
  const form = screen?.modals.at(-1)
  return html`
    ${h(Pane, {
      ...{ platform: 'discord', name: 'Discord-like', person, place, problem: doings.problem, places: PLACES },
      onPerson: (next) => {
        setPerson(next)
        setThread(undefined)
      },
      onPlace: (id) => {
        setPlace(id as PlaceId)
        setThread(undefined)
      },
      content: screen
        ? h(ChannelView, { screen, doings, place, person, thread, setThread })
        : html`<p class="loading">Connecting …</p>`,
    })}
    ${
      form &&
      h(FormDialog, {
        ...{ key: form.id, modal: form, send: 'Submit', close: 'Cancel' },
        onSend: (values) => void doings.does('submits', form, values),
        onClose: () => void doings.does('closes', form),
      })
    }
  `
}

interface Channel {
  readonly screen: DiscordScreen
  readonly doings: Doings
  readonly place: PlaceId
  readonly person: Person
  readonly thread: string | undefined
  readonly setThread: (thread: string | undefined) => void
}

function ChannelView({ screen, doings, place, person, thread, setThread }: Channel): VNode {
  const now = useNow()
  const channel = screen[place]
  const nameOf = nameIn(screen)
  const name = place === 'direct' ? '@Shipmate' : '#general'
  const isThread = thread !== undefined && screen.channels.some(({ id }) => id === thread)
  const where = isThread ? { channel, thread } : { channel }
  const send = (text: string): void => {
    const answered = isThread ? undefined : screen.messages.find(({ id }) => id === thread)
    if (answered) void doings.does('replies', answered, text)
    else void talkTo(doings, screen, channel, thread, text)
  }
  return html`
    ${h(MessageList, {
      ...{ messages: screen.messages, channel, me: person, label: name, onReply: setThread },
      signs: signsIn(screen, channel, now),
      draw: (message) => bodyOf(message, nameOf, doings),
      at: (message) => new Date((message.raw as Message).timestamp),
      deeds: (message) => deedsOn(message, person, screen, doings),
      empty: place === 'direct' ? 'Write to Shipmate.' : 'Type / for commands, or mention the bot: @Shipmate status',
    })}
    ${h(Writing, {
      ...{ commands: screen.commands, where, doings, onSend: send, isInThread: thread !== undefined },
      to: thread === undefined ? name : `the thread in ${name}`,
      hint: place === 'direct' ? 'status' : '/deploy, or @Shipmate status',
      onLeaveThread: () => setThread(undefined),
    })}
  `
}

function bodyOf(message: SeenMessage, nameOf: NameOf, { does }: Doings): Shown {
  const { content, embeds, components } = message.raw as Message
  const uses: Uses = {
    press: (button) => void does('presses', message, button),
    select: (menu, values) => void does('selects', message, menu, ...values),
    nameOf,
  }
  return html`
    <div class="body">
      ${content !== '' && markdown(content, nameOf)}
      ${embeds.map((embed) => embedView(embed, nameOf))}
      ${components.map((component) => componentView(component, uses))}
    </div>
  `
}

function deedsOn(message: SeenMessage, person: Person, { commands }: DiscordScreen, { does }: Doings) {
  const apps = commands.filter(({ type }) => type === IN_A_MESSAGES_MENU)
  const own = [{ label: 'Delete', does: (one: SeenMessage) => void does('deletes', one) }]
  return [
    ...apps.map(({ name }) => ({ label: name, does: (one: SeenMessage) => void does('usesOn', one, name) })),
    ...(message.author === person ? own : []),
  ]
}
