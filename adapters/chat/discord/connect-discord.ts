import { type APIInteraction, type GatewayMessageCreateDispatchData, InteractionType } from 'discord.js'
import type { Logger } from 'pino'
import { createRedactor } from '../../../src/domain/redact.ts'
import type { ConnectedChat, Inbox } from '../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../src/ports/chat-speech.ts'
import { createPersonWords } from '../person-words.ts'
import { createRecentPresses } from '../recent-presses.ts'
import { discordCapacity } from './cards/capacity.ts'
import { commandDefinitions } from './command-definitions.ts'
import type { Connection } from './connection/connection.ts'
import { openGateway } from './connection/gateway.ts'
import { createRest, type DiscordConfig } from './connection/rest.ts'
import { loggable, withPortErrors } from './discord-errors.ts'
import { parseMessageRef, roleOf, threadIdOf } from './ids.ts'
import { suggestNames } from './incoming/suggest-names.ts'
import { takeCommand } from './incoming/take-command.ts'
import { takeDeletion, takeEdit } from './incoming/take-edit.ts'
import { takeForm } from './incoming/take-form.ts'
import { takeMessage } from './incoming/take-message.ts'
import { takePress } from './incoming/take-press.ts'
import { drawnOnce } from './outgoing/drawn-once.ts'
import { editCard } from './outgoing/edit-card.ts'
import { createSendInForm, type Outgoing } from './outgoing/form-taken.ts'
import { postCard } from './outgoing/post-card.ts'
import { discordPostingLimits } from './outgoing/posting-limits.ts'
import { showTyping } from './outgoing/typing.ts'
import { heardInInteraction, heardInMessage } from './people/heard-members.ts'
import { atName, groupsOf, groupsSaid, membersOf } from './people/member-groups.ts'
import { createMembers } from './people/members.ts'
import { homeServers, standingIn, standingSaid } from './people/standings.ts'
import { userName } from './people/user-name.ts'
import { registerCommands } from './register-commands.ts'

/**
 * Connects to Discord and starts taking messages in.
 *
 * @throws {DiscordRefusedError} when Discord rejects this token; any other error when Discord was not reached.
 */
export async function connectDiscord(config: DiscordConfig, inbox: Inbox, log: Logger): Promise<ConnectedChat> {
  const rest = createRest(config)
  const gateway = await openGateway(config, log)
  const underWay = trackWork(log)
  const stopping = new AbortController()
  const presses = createRecentPresses()
  const connection: Connection = {
    gateway,
    rest,
    inbox,
    log,
    presses,
    words: createPersonWords(config.speech),
    commands: config.commands ?? [],
    redact: config.redact ?? createRedactor([]),
    beside: underWay.add,
    stopped: stopping.signal,
  }
  const { painter, speech } = config
  const members = createMembers(rest)
  const homes = (): readonly string[] => homeServers(config.servers, gateway.guilds())
  const outgoing: Outgoing = {
    rest,
    speech,
    inForm: createSendInForm(config.apiUrl === undefined),
    ...(painter && { painter: drawnOnce(painter, log) }),
  }
  // Noted first: what comes of either asks who its person is.
  const takeMessageOf = async (payload: GatewayMessageCreateDispatchData): Promise<void> => {
    heardInMessage(members, gateway.guilds(), payload)
    await takeMessage(connection, payload)
  }
  const takeInteractionOf = async (payload: APIInteraction): Promise<void> => {
    heardInInteraction(members, gateway.guilds(), payload)
    await takeInteraction(connection, payload)
  }
  gateway.listen({
    message: (payload) => underWay.add(takeMessageOf(payload)),
    edit: (payload) => underWay.add(takeEdit(connection, payload)),
    deletion: (payload) => underWay.add(takeDeletion(connection, payload)),
    interaction: (payload) => underWay.add(takeInteractionOf(payload)),
  })
  underWay.add(offerCommands(connection, speech))
  return {
    name: 'discord',
    limits: discordPostingLimits(rest, config.apiUrl === undefined),
    capacity: discordCapacity(speech.wordsIn(undefined).cards),
    threadUnder(message) {
      const { channel, message: thread } = parseMessageRef(message)
      return threadIdOf({ kind: 'thread', parent: channel, thread })
    },
    post: (to, card, options) => withPortErrors(() => postCard(outgoing, to, card, options)),
    edit: (ref, card) => withPortErrors(() => editCard(outgoing, ref, card, presses)),
    groups: {
      groupsOf: (user) => withPortErrors(() => groupsOf(members, gateway.guilds(), user)),
      toldOf: (user) => groupsSaid(members, gateway.guilds(), user),
      membersOf: (group) => membersOf(rest, gateway.guilds(), group),
      nameOf: async (group) => atName(gateway.roleName(roleOf(group) ?? '')),
    },
    standings: {
      standingOf: (user) => withPortErrors(() => standingIn(members, homes(), user)),
      toldOf: (user) => standingSaid(members, homes(), user),
    },
    names: { nameOf: (user) => userName(rest, user) },
    thinking: (thread) => showTyping(rest, thread, stopping.signal),
    state: gateway.state,
    async stop() {
      stopping.abort()
      await gateway.close()
      await underWay.done()
    },
  }
}

/** Discord may add kinds of interactions. One that is not known here is left alone. */
async function takeInteraction(connection: Connection, interaction: APIInteraction): Promise<void> {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return takeCommand(connection, interaction)
    case InteractionType.MessageComponent:
      return takePress(connection, interaction)
    case InteractionType.ApplicationCommandAutocomplete:
      return suggestNames(connection, interaction)
    case InteractionType.ModalSubmit:
      return takeForm(connection, interaction)
    case InteractionType.Ping:
      return
  }
}

/** Without its commands the bot still hears mentions and direct messages, so a failure here is not the end. */
async function offerCommands({ rest, gateway, commands, log }: Connection, speech: ChatSpeech): Promise<void> {
  const changed = await registerCommands(rest, gateway.self.application, commandDefinitions(commands, speech))
  if (changed) log.info('registered the slash commands with Discord')
}

function trackWork(log: Logger): { add(work: Promise<void>): void; done(): Promise<void> } {
  const open = new Set<Promise<void>>()
  return {
    add(work) {
      const handled = work
        .catch((error: unknown) => log.error(loggable(error), 'something from Discord could not be handled'))
        .finally(() => open.delete(handled))
      open.add(handled)
    },
    async done() {
      while (open.size > 0) await Promise.all(open)
    },
  }
}
