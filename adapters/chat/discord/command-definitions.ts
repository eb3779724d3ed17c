import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { SlashCommand, SlashOption } from '../../../src/ports/chat-platform.ts'
import { DEPLOY_PULL_REQUEST } from './read-message-command.ts'

/** Longer requests are better said in a message; this one also fits its echo. */
const LONGEST_REQUEST = 1_000

const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

/** Longer than any name or ref in use; a full commit id has 40. */
const LONGEST_VALUE = 200

/** What people can always say. */
const ASK: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  ...WHERE,
  name: 'shipmate',
  description: 'Talk to Shipmate',
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: 'ask',
      description: 'Ask for anything in your own words',
      options: [text('text', 'Such as: what is on staging?', { required: true, max_length: LONGEST_REQUEST })],
    },
  ],
}

/** On a message with a link to one: Apps → “Deploy this pull request”. */
const ON_MESSAGE: RESTPostAPIContextMenuApplicationCommandsJSONBody = {
  ...WHERE,
  type: ApplicationCommandType.Message,
  name: DEPLOY_PULL_REQUEST,
}

export type CommandDefinition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody

/** The commands as Discord wants them declared. */
export function commandDefinitions(commands: readonly SlashCommand[]): readonly CommandDefinition[] {
  const declared = commands.map(({ name, description, options }) => ({
    ...WHERE,
    name,
    description,
    options: options.map(optionOf),
  }))
  return [ASK, ...declared, ...(commands.some(({ intent }) => intent === 'deploy.start') ? [ON_MESSAGE] : [])]
}

function optionOf({ slot, description, required, choices }: SlashOption): APIApplicationCommandBasicOption {
  const more = choices
    ? { choices: choices.map((name) => ({ name, value: name })) }
    : { autocomplete: true, max_length: LONGEST_VALUE }
  return text(slot, description, { ...more, required: required ?? false })
}

function text(name: string, description: string, more: object): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, name, description, ...more }
}
