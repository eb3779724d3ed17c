import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import type { SlashCommand, SlashOption } from '../../../src/ports/chat-platform.ts'

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

/** The slash commands as Discord wants them declared. */
export function commandDefinitions(
  commands: readonly SlashCommand[],
): readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  const declared = commands.map(({ name, description, options }) => ({
    ...WHERE,
    name,
    description,
    options: options.map(optionOf),
  }))
  return [ASK, ...declared]
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
