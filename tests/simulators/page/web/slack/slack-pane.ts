import { useState } from 'preact/hooks'
import type { SeenField, SeenMessage, SeenModal } from '../../../seen.ts'
import { h, html, type Shown, type VNode } from '../html.ts'
import type { Found } from '../shared/combobox.ts'
import { Composer } from '../shared/composer.ts'
import { type Doings, useDoings } from '../shared/doings.ts'
import { FormDialog } from '../shared/form-dialog.ts'
import { MessageList } from '../shared/message-list.ts'
import { Pane, type Person } from '../shared/pane.ts'
import type { Screen } from '../shared/screen.ts'
import { talkTo } from '../shared/talk-to.ts'
import { useLive } from '../shared/use-live.ts'
import { blockView } from './block-view.ts'
import { ConfirmDialog } from './confirm-dialog.ts'
import { elementView, type Uses } from './element-view.ts'
import type { Block, Confirm } from './elements.ts'
import { homeView, type SlackHome } from './home-view.ts'
import { escaped, mrkdwn } from './mrkdwn.ts'
import { signsIn } from './signs.ts'

interface SlackScreen extends Screen {
  /** What the assistant is doing, by `channel:thread`. */
  readonly statuses: Readonly<Record<string, string>>
  readonly home?: SlackHome
}

type PlaceId = 'general' | 'direct' | 'home'
type Asked = { readonly confirm: Confirm; readonly yes: () => void }

const PLACES = [
  { id: 'home', label: 'Home' },
  { id: 'general', label: '# general' },
  { id: 'direct', label: 'Shipmate' },
] as const
const SECOND_MS = 1_000
const COMMAND = /^\/(?=\S)/

/** A Slack in which somebody is ana, ben or cora. */
export function SlackPane(): VNode {
  const [person, setPerson] = useState<Person>('ana')
  const [place, setPlace] = useState<PlaceId>('general')
  const [thread, setThread] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const screen = useLive<SlackScreen>(`/slack/people/${person}/changes`)
  const doings = useDoings('slack', person)
  const go = (to: PlaceId): void => {
    setPlace(to)
    setThread(undefined)
    if (to === 'home') void doings.does('opensHome')
  }
  const ask = (confirm: Confirm, yes: () => void): void => setAsked({ confirm, yes })
  const answered = (does?: () => void) => (): void => {
    setAsked(undefined)
    does?.()
  }
  const form = screen?.modals.at(-1)
  return html`
    ${h(Pane, {
      ...{ platform: 'slack', name: 'Slack-like', person, place, problem: doings.problem, places: PLACES },
      onPerson: (next) => {
        setPerson(next)
        setThread(undefined)
      },
      onPlace: (id) => go(id as PlaceId),
      aside: html`<button type="button" class="shortcut" onClick=${() => void doings.does('usesShortcut', 'deploy')}>⚡ Deploy…</button>`,
      content:
        screen === undefined
          ? html`<p class="loading">Connecting …</p>`
          : place === 'home'
            ? homeView(screen.home, usesOfHome(doings, ask))
            : channelView({ screen, doings, place, person, thread, setThread, ask }),
    })}
    ${asked && h(ConfirmDialog, { confirm: asked.confirm, onYes: answered(asked.yes), onNo: answered() })}
    ${form && h(FormDialog, { key: form.id, ...formOf(form, doings) })}
  `
}

interface Channel {
  readonly screen: SlackScreen
  readonly doings: Doings
  readonly place: PlaceId
  readonly person: Person
  readonly thread: string | undefined
  readonly setThread: (thread: string | undefined) => void
  readonly ask: Uses['ask']
}

function channelView({ screen, doings, place, person, thread, setThread, ask }: Channel): Shown {
  const channel = place === 'direct' ? screen.direct : screen.general
  const name = place === 'direct' ? 'Shipmate' : '#general'
  const send = (text: string): void => {
    if (COMMAND.test(text)) void doings.does('runs', text.replace(COMMAND, ''), {}, { channel })
    else void talkTo(doings, screen, channel, thread, escaped(text))
  }
  return html`
    ${h(MessageList, {
      ...{ messages: screen.messages, channel, me: person, label: name, onReply: setThread },
      signs: signsIn(screen.statuses, channel),
      draw: (message) => bodyOf(message, usesOn(message, doings, ask)),
      at: ({ id }) => new Date(Number(id) * SECOND_MS),
      deeds: (message) => deedsOn(message, person, doings),
      empty:
        place === 'direct' ? 'Write to Shipmate.' : 'Mention the bot: @Shipmate deploy billionmail v1.0.0 to staging',
    })}
    ${h(Composer, {
      id: 'slack-composer',
      to: thread === undefined ? name : `the thread in ${name}`,
      hint: place === 'direct' ? 'status' : '@Shipmate deploy billionmail v1.1.0 to production, or /shipmate status',
      isInThread: thread !== undefined,
      onLeaveThread: () => setThread(undefined),
      onSend: send,
    })}
  `
}

function bodyOf(message: SeenMessage, uses: Uses): Shown {
  const { blocks = [], text = '' } = message.raw as { readonly blocks?: readonly Block[]; readonly text?: string }
  if (blocks.length === 0) return text !== '' && html`<p class="words">${mrkdwn(text)}</p>`
  return html`<div class="blocks">${blocks.map((block) => blockView(block, (element) => elementView(element, uses)))}</div>`
}

const usesOn = (message: SeenMessage, { does }: Doings, ask: Uses['ask']): Uses => ({
  press: (button) => void does('presses', message, button),
  select: (menu, value) => void does('selects', message, menu, value),
  ask,
})

const usesOfHome = ({ does }: Doings, ask: Uses['ask']): Uses => ({
  press: (button) => void does('pressesHome', button),
  select: (menu, value) => void does('selectsHome', menu, value),
  ask,
})

function deedsOn(message: SeenMessage, person: Person, { does }: Doings) {
  const own = [{ label: 'Delete', does: (one: SeenMessage) => void does('deletes', one) }]
  return [
    { label: 'Deploy this pull request', does: (one: SeenMessage) => void does('usesOn', one, 'deploy_pull_request') },
    ...(message.author === person ? own : []),
  ]
}

function formOf(modal: SeenModal, { does }: Doings) {
  const { sent } = modal.raw as {
    readonly sent: { readonly submit?: { text: string }; readonly close?: { text: string } }
  }
  return {
    modal,
    send: sent.submit?.text ?? 'Send',
    close: sent.close?.text ?? 'Cancel',
    onSend: (values: object) => void does('submits', modal, values),
    onClose: () => void does('closes', modal),
    find: async (field: SeenField, typed: string, values: object) =>
      (await does<readonly Found[]>('looksFor', modal, field.id, typed, values)) ?? [],
  }
}
