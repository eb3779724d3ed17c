import type { Interaction } from './interactions/interactions.ts'
import type { Acts } from './people/acts.ts'
import { commandData } from './people/command-data.ts'
import { pressOrChoice } from './people/components-of.ts'
import { filledIn } from './people/see-modal.ts'
import { channelOf } from './world/permissions.ts'
import type { Posted } from './world/world.ts'

export interface SayOptions {
  /** A channel or thread id; the general channel if left out. */
  readonly channel?: string
  /** The message this one replies to. */
  readonly replyTo?: string
  /** False for talk that does not mention the bot. */
  readonly mentioning?: boolean
}

export interface CommandOptions {
  readonly channel?: string
  /** What the bot may do there, as a bit field; everything if left out. */
  readonly permissions?: bigint
  /** The app is installed for the person and not in the server. */
  readonly userInstalled?: boolean
}

/** What people do, for tests that look at the wire: nothing is waited for, and interactions are handed out as Discord holds them. */
export interface ScriptedPeople {
  /** `discord:<id>` of a person, for configurations; the same name is always the same person. */
  userId(name: string): string
  /** Gives a person roles; returns them as group ids. */
  giveRoles(name: string, ...roles: readonly string[]): readonly string[]
  /** Says `@Shipmate text` in a channel or thread. */
  mention(name: string, text: string, options?: SayOptions): Posted
  direct(name: string, text: string): Posted
  /** Enters `/deploy`; sub-commands with a space: `shipmate ask`. */
  command(name: string, command: string, options: Readonly<Record<string, string>>, more?: CommandOptions): Interaction
  /** Types in a command's field; the answer's `choices` follow. */
  type(name: string, command: string, field: string, typed: string): Interaction
  /** The same with everything that stands in the fields, the one that is typed in among it. */
  typeInto(name: string, command: string, options: readonly object[]): Interaction
  /** From now on an interaction names its channel by id only. */
  leaveOutChannels(): void
  /** Presses the button, or chooses the option, with this label or id. */
  press(name: string, message: Posted, labelOrId: string): Interaction
  /** Sends the form that a press has opened, with this typed into it. */
  send(name: string, of: Interaction, message: Posted, typed: string): Interaction
  /** What stands in a channel, thread or direct-message channel, oldest first. */
  messages(channel: string): readonly Posted[]
  /** Everything the bot has said that others see, oldest first. */
  said(): readonly Posted[]
  directMessages(name: string): readonly Posted[]
  ephemerals(): readonly Posted[]
}

export function scriptedPeople(acts: Acts, naming: { channels: boolean }): ScriptedPeople {
  const { world, commands } = acts
  const typeInto = (name: string, command: string, options: readonly object[]): Interaction => {
    const data = { id: '1', type: 1, name: command, options }
    return acts.begin({ by: world.person(name), channel: world.general, type: 4, data })
  }
  return {
    userId: (name) => `discord:${world.person(name).id}`,
    giveRoles(name, ...roles) {
      world.person(name).roles = roles
      return roles.map((role) => `discord:role:${role}`)
    },
    mention(name, text, { channel = world.general.id, replyTo, mentioning = true } = {}) {
      const content = mentioning ? `<@${world.bot.id}> ${text}` : text
      return acts.say(world.person(name), channel, content, replyTo === undefined ? {} : { replyTo })
    },
    direct: (name, text) => acts.say(world.person(name), world.directChannel(world.person(name)).id, text),
    command(name, command, options, { channel = world.general.id, ...more } = {}) {
      const data = commandData(commands.registered, command, options)
      return acts.begin({ by: world.person(name), channel: channelOf(world, channel), type: 2, data, ...more })
    },
    type: (name, command, field, typed) =>
      typeInto(name, command, [{ type: 3, name: field, value: typed, focused: true }]),
    typeInto,
    leaveOutChannels() {
      naming.channels = false
    },
    press(name, message, labelOrId) {
      const data = pressOrChoice(world, message, labelOrId)
      return acts.begin({
        by: world.person(name),
        channel: channelOf(world, message.channelId),
        type: 3,
        data,
        message,
      })
    },
    send(name, { modal }, message, typed) {
      if (modal === undefined) throw new Error('no form was opened')
      const data = filledIn(modal, () => typed)
      return acts.begin({
        by: world.person(name),
        channel: channelOf(world, message.channelId),
        type: 5,
        data,
        message,
      })
    },
    messages: (channel) => world.messages.filter((message) => message.channelId === channel && !message.onlyFor),
    said: () => world.messages.filter((message) => message.author === world.bot && !message.onlyFor),
    directMessages(name) {
      const { id } = world.directChannel(world.person(name))
      return world.messages.filter((message) => message.channelId === id && message.author === world.bot)
    },
    ephemerals: () => world.messages.filter((message) => message.onlyFor !== undefined),
  }
}
