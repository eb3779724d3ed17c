import type { Answer, Place, SimulatedPerson } from '../../person.ts'
import type { SeenMessage } from '../../seen.ts'
import type { Interaction } from '../interactions/interactions.ts'
import { messagePayload } from '../world/payloads.ts'
import { channelOf } from '../world/permissions.ts'
import type { Posted, World } from '../world/world.ts'
import type { Acts } from './acts.ts'
import { cannotSend, commandData } from './command-data.ts'
import { buttonOf, choiceData, menuOf, pressData } from './components-of.ts'
import { fillIn } from './fill-in.ts'
import { seenMessage, wordsOf } from './see-message.ts'
import { seenModal } from './see-modal.ts'
import type { Waiting } from './waiting.ts'

/** What only Discord has, beside what a person does everywhere. */
export interface DiscordPerson extends SimulatedPerson {
  /** Discord's id of the person. */
  readonly id: string
  reacts(message: SeenMessage, emoji: string): Promise<void>
  /** What others see under the name; two may show the same. */
  showsName(displayName: string): void
  /** The language of the person's Discord, such as `de`. */
  speaks(locale: string): void
}

/** How long Discord shows somebody as typing. */
const TYPING_MS = 10_000

/** @param name The user name; the same name is always the same person. */
export function discordPerson(acts: Acts, waiting: Waiting, closed: Set<string>, name: string): DiscordPerson {
  const { world, interactions } = acts
  const me = world.person(name)
  const placeOf = ({ channel, thread }: Place = {}): string => thread ?? channel ?? world.general.id
  const seen = (message: Posted): SeenMessage => seenMessage(world, message)
  const isMine = (message: Posted): boolean => {
    const recipient = world.channels.get(message.channelId)?.recipient
    return (recipient === undefined || recipient === me) && (message.onlyFor ?? me.id) === me.id
  }
  const here = (where?: Place): readonly Posted[] =>
    world.messages.filter((message) => isMine(message) && (where === undefined || message.channelId === placeOf(where)))
  const posted = ({ id }: SeenMessage): Posted => {
    const found = world.messages.find((message) => message.id === id)
    if (found === undefined) throw new Error(`message ${id} is not there any more`)
    return found
  }
  const on = (message: Posted) => ({ by: me, channel: channelOf(world, message.channelId), message })
  const answer = async (interaction: Interaction): Promise<Answer> => {
    const isOver = () => (interaction.answered !== undefined || interaction.failed ? true : undefined)
    await waiting.until(isOver, () => `an answer to what ${name} did`)
    return answerSeen(world, interaction)
  }
  const open = (title?: string): Interaction | undefined =>
    interactions.all.findLast(
      ({ by, modal, id }) =>
        by === me && modal !== undefined && !closed.has(id) && (title ?? modal.title) === modal.title,
    )

  return {
    name,
    id: me.id,
    userId: `discord:${me.id}`,
    says: async (text, where) => seen(acts.say(me, placeOf(where), text)),
    mentions: async (text, where) => seen(acts.say(me, placeOf(where), `<@${world.bot.id}> ${text}`)),
    replies: async (to, text) => seen(acts.say(me, posted(to).channelId, text, { replyTo: to.id })),
    directs: async (text) => seen(acts.say(me, world.directChannel(me).id, text)),
    async uploads({ name: file, content }, where) {
      const bytes = new TextEncoder().encode(content)
      const sent = { id: world.nextId(), name: file, type: 'text/plain; charset=utf-8', bytes }
      return seen(acts.say(me, placeOf(where), '', { file: sent }))
    },
    edits: async (message, text) => acts.edit(posted(message), text),
    deletes: async (message) => acts.remove(posted(message)),
    async runs(command, options = {}, where) {
      const problem = cannotSend(acts.commands.registered, command, options)
      if (problem !== undefined) throw new Error(`/${command}: ${problem}`)
      const data = commandData(acts.commands.registered, command, options)
      return answer(acts.begin({ by: me, channel: channelOf(world, placeOf(where)), type: 2, data }))
    },
    async types(command, options, where) {
      const data = commandData(acts.commands.registered, command, options, Object.keys(options).at(-1))
      const typing = acts.begin({ by: me, channel: channelOf(world, placeOf(where)), type: 4, data })
      await answer(typing)
      return typing.offered ?? []
    },
    async presses(message, button) {
      const pressed = posted(message)
      return answer(acts.begin({ ...on(pressed), type: 3, data: pressData(buttonOf(pressed, button)) }))
    },
    async selects(message, menu, ...values) {
      const used = posted(message)
      return answer(acts.begin({ ...on(used), type: 3, data: choiceData(world, menuOf(used, menu), values) }))
    },
    async submits({ id }, values) {
      const opened = interactions.all.find((interaction) => interaction.id === id && !closed.has(id))
      if (opened?.modal === undefined) throw new Error(`no form ${id} is open`)
      const data = fillIn(opened.modal, values)
      closed.add(id)
      const message = opened.on && { message: opened.on }
      return answer(acts.begin({ by: me, channel: opened.channel, type: 5, data, ...message }))
    },
    async closes({ id }) {
      closed.add(id)
      waiting.changed()
    },
    async usesOn(message, command) {
      const target = posted(message)
      const registered = acts.commands.registered.find((one) => one.name === command && one.type === 3)
      if (registered === undefined) throw new Error(`no command ${command} in a message's menu`)
      const resolved = { messages: { [target.id]: messagePayload(world, target) } }
      const data = { id: registered.id, type: 3, name: command, target_id: target.id, resolved }
      return answer(acts.begin({ by: me, channel: channelOf(world, target.channelId), type: 2, data }))
    },
    async sees(what, where) {
      const find = () => here(where).find((message) => message.author !== me && passes(what, message, seen))
      return seen(await waiting.until(find, () => `${what} in front of ${name}, who sees\n${allWords(here(where))}`))
    },
    again({ id }) {
      const found = world.messages.find((message) => message.id === id)
      return found && isMine(found) ? seen(found) : undefined
    },
    messages: (where) => here(where).map(seen),
    async seesModal(title) {
      const interaction = await waiting.until(
        () => open(title),
        () => `a form ${title ?? ''} in front of ${name}`,
      )
      return seenModal(interaction, interaction.modal ?? { custom_id: '', title: '', components: [] })
    },
    async seesTyping(where) {
      const isTyping = () => {
        const since = world.typing.get(placeOf(where))
        return since !== undefined && world.clock.now() - since <= TYPING_MS ? true : undefined
      }
      await waiting.until(isTyping, () => 'the bot typing')
    },
    reacts: async (message, emoji) => acts.react(me, posted(message), emoji),
    showsName(displayName) {
      me.displayName = displayName
    },
    speaks(locale) {
      me.locale = locale
    },
  }
}

function answerSeen(world: World, { answered, response, on, modal, ...interaction }: Interaction): Answer {
  if (answered === 4 && response) return { kind: 'message', message: seenMessage(world, response) }
  if (answered === 5) return { kind: 'thinking', onlyForMe: response?.onlyFor !== undefined }
  if (answered === 7 && on) return { kind: 'updated', message: seenMessage(world, on) }
  if (answered === 9 && modal) return { kind: 'modal', modal: seenModal({ ...interaction, modal }, modal) }
  return answered === undefined ? { kind: 'failed' } : { kind: 'acknowledged' }
}

function passes(
  what: string | RegExp | ((message: SeenMessage) => boolean),
  message: Posted,
  seen: (message: Posted) => SeenMessage,
): boolean {
  if (typeof what === 'function') return what(seen(message))
  const words = wordsOf(message)
  return typeof what === 'string' ? words.includes(what) : what.test(words)
}

function allWords(messages: readonly Posted[]): string {
  return messages.map((message) => `  ${message.author.name}: ${wordsOf(message)}`).join('\n')
}
