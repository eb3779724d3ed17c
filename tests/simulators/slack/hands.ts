import type { Answer, Place } from '../person.ts'
import type { SeenMessage, SeenModal } from '../seen.ts'
import { botEvent, type Deeds, type HandsParts } from './deeds.ts'
import type { Delivered } from './delivery.ts'
import { homeOpenedEvent } from './events.ts'
import { createFormHands } from './form-hands.ts'
import { actionPayload, shortcutPayload } from './interactions.ts'
import { directChannel } from './methods/answer.ts'
import { wireView } from './methods/views.ts'
import { commandPayload } from './payloads.ts'
import { GENERAL, nextTrigger, type Scene } from './script.ts'
import { buttonsIn, confirmOf, menusIn } from './seen-controls.ts'
import { seenEphemeral, seenMessage } from './seen-message.ts'
import type { View } from './views.ts'
import type { SlackMessage } from './workspace.ts'

/** What somebody does in Slack. Each resolves when Slack has taken it; presses, when the bot has acknowledged them. */
export function createHands(scene: Scene, user: string, parts: HandsParts): Deeds {
  const { workspace, views, traffic, responses } = scene
  const { installation: from } = workspace
  const tell = botEvent(scene)
  const act = (channel?: string, messageTs?: string, view?: string) => ({
    user,
    from,
    trigger: views.triggers.give(nextTrigger(), user, { team: from.team, ...(view && { view }) }),
    ...(channel && { responseUrl: responses.give(workspace, user, channel, messageTs) }),
  })

  function say(text: string, { channel = GENERAL, thread }: Place = {}, more: Partial<SlackMessage> = {}): SeenMessage {
    const said = workspace.add({ channel, user, text, blocks: [], ...(thread && { threadTs: thread }), ...more })
    tell.said(said)
    return seenMessage(workspace, said)
  }

  async function interact(payload: object): Promise<Answer> {
    const before = parts.modal()
    const delivered = await traffic.deliver('interactive', payload, from.team)
    return answerTo(delivered, before)
  }

  function answerTo({ acknowledged }: Delivered, before: SeenModal | undefined): Answer {
    if (!acknowledged) return { kind: 'failed' }
    const modal = parts.modal()
    return modal && modal.id !== before?.id ? { kind: 'modal', modal } : { kind: 'acknowledged' }
  }

  function use(on: SlackMessage | View, kind: 'button' | 'menu', name: string, value?: string): Promise<Answer> {
    const blocks = 'sent' in on ? on.sent.blocks : on.blocks
    const id = kind === 'button' ? buttonId(blocks, name) : menuId(blocks, name, value)
    const where = 'sent' in on ? act(undefined, undefined, on.id) : act(on.channel, on.ts)
    return interact(actionPayload(where, on, id, value))
  }

  const messageOf = (seen: SeenMessage): SlackMessage => {
    const message = workspace.find(seen.channel, seen.id)
    if (message) return message
    if (seen.onlyForMe) return ephemeralOf(seen, from.botUser)
    throw new Error(`the message ${seen.id} is not there any more`)
  }
  const homeOf = (): View => {
    const home = views.homeOf(user)
    if (!home) throw new Error('the bot has published no Home tab')
    return home
  }

  return {
    ...createFormHands(scene, {
      ...parts,
      act,
      interact: (payload) => traffic.deliver('interactive', payload, from.team),
      answerTo,
    }),
    says: async (text, where) => say(text, where),
    mentions: async (text, where) => say(`<@${from.botUser}> ${text}`, where),
    replies: async (to, text) => say(text, { channel: to.channel, thread: to.thread ?? to.id }),
    directs: async (text) => say(text, { channel: directChannel(user) }),
    uploads: async ({ name }, where) => say('', where, { files: [name], subtype: 'file_share' }),
    broadcasts: async (to, text) =>
      say(text, { channel: to.channel, thread: to.thread ?? to.id }, { subtype: 'thread_broadcast' }),
    async edits(message, text) {
      const before = messageOf(message)
      tell.changed(before, workspace.replace(before, { text }))
    },
    async deletes(message) {
      const gone = messageOf(message)
      workspace.remove(gone)
      tell.deleted(gone)
    },
    async runs(command, options = {}, { channel = GENERAL } = {}) {
      const { trigger, responseUrl = '' } = act(channel)
      const text = [command.replace(/^\/?\S+ ?/, ''), ...Object.values(options)].filter((word) => word !== '').join(' ')
      const payload = {
        ...commandPayload(user, text, channel, { trigger, responseUrl, from }),
        command: `/${command.replace(/^\//, '').split(' ')[0]}`,
      }
      const before = parts.modal()
      const delivered = await traffic.deliver('slash_commands', payload, from.team)
      const words = textOf(delivered.answer)
      if (!words) return answerTo(delivered, before)
      const ephemeral = { channel, user, text: words, ts: workspace.nextTs() }
      workspace.addEphemeral(ephemeral)
      return { kind: 'message', message: seenEphemeral(workspace, ephemeral) }
    },
    /** Slack completes nothing after a slash command. */
    types: async () => [],
    presses: async (message, button) => use(messageOf(message), 'button', button),
    selects: async (message, menu, ...values) => use(messageOf(message), 'menu', menu, values[0]),
    async declines(message, button) {
      const { blocks } = messageOf(message)
      const asked = confirmOf(blocks, buttonId(blocks, button))
      if (!asked) throw new Error(`"${button}" asks nothing`)
      return asked
    },
    usesOn: async (message, command) =>
      interact(shortcutPayload(act(message.channel, message.id), command, messageOf(message))),
    usesShortcut: async (shortcut) => interact(shortcutPayload(act(), shortcut)),
    async opensHome() {
      const home = views.homeOf(user)
      tell.event(homeOpenedEvent(user, workspace.nextTs(), home && wireView(home)))
    },
    pressesHome: async (button) => use(homeOf(), 'button', button),
    selectsHome: async (menu, value) => use(homeOf(), 'menu', menu, value),
    pressesIn: async (modal, button) => use(modal.raw as View, 'button', button),
  }
}

function buttonId(blocks: readonly unknown[], name: string): string {
  const button = buttonsIn(blocks).find(({ id, label }) => id === name || label === name)
  if (!button) throw new Error(`no button "${name}" there`)
  return button.id
}

function menuId(blocks: readonly unknown[], name: string, value: string | undefined): string {
  const menus = menusIn(blocks)
  const menu =
    menus.find(({ id, placeholder }) => id === name || placeholder === name) ?? (name === '' ? menus[0] : undefined)
  if (!menu?.options.some((one) => one.value === value || one.label === value))
    throw new Error(`no "${value}" in a menu "${name}"`)
  return menu.id
}

/** A command may be acknowledged with a sentence. */
function textOf(answer: unknown): string | undefined {
  if (typeof answer === 'string') return answer
  const { text } = (answer ?? {}) as { readonly text?: string }
  return text
}

/** What only one person sees stands among no messages. */
function ephemeralOf({ channel, id: ts, text, raw }: SeenMessage, user: string): SlackMessage {
  return { channel, ts, text, user, blocks: (raw as Partial<SlackMessage>).blocks ?? [], edits: 0 }
}
