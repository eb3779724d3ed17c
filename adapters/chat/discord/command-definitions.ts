import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js'
import type { Described, SlashCommand, SlashOption } from '../../../src/ports/chat-platform.ts'
import type { ChatSpeech } from '../../../src/ports/chat-speech.ts'
import { DEPLOY_PULL_REQUEST } from './incoming/read-message-command.ts'

/** Longer requests are better said in a message; this one also fits its echo. */
const LONGEST_REQUEST = 1_000

const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

/** Longer than any name or ref in use; a full commit id has 40. */
const LONGEST_VALUE = 200

/** What people can always say. */
function askCommand({ wordsIn }: ChatSpeech): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const [en, de, es] = [wordsIn('en').commands, wordsIn('de').commands, wordsIn('es').commands]
  const example = { en: en.askExample, de: de.askExample, es: es.askExample }
  return {
    ...WHERE,
    name: 'shipmate',
    ...described({ en: en.talk, de: de.talk, es: es.talk }),
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'ask',
        ...described({ en: en.ask, de: de.ask, es: es.ask }),
        options: [text('text', example, { required: true, max_length: LONGEST_REQUEST })],
      },
    ],
  }
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
export function commandDefinitions(
  commands: readonly SlashCommand[],
  speech: ChatSpeech,
): readonly CommandDefinition[] {
  const declared = commands.map(({ name, description, options }) => ({
    ...WHERE,
    name,
    ...described(description),
    options: options.map(optionOf),
  }))
  return [
    askCommand(speech),
    ...declared,
    ...(commands.some(({ intent }) => intent === 'deploy.start') ? [ON_MESSAGE] : []),
  ]
}

function optionOf({ slot, description, required, choices }: SlashOption): APIApplicationCommandBasicOption {
  const more = choices
    ? { choices: choices.map((name) => ({ name, value: name })) }
    : { autocomplete: true, max_length: LONGEST_VALUE }
  return text(slot, description, { ...more, required: required ?? false })
}

function text(name: string, description: Described, more: object): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, name, ...described(description), ...more }
}

/** Discord shows everybody the one of their own language, and English to all others. */
function described({ en, de, es }: Described) {
  return { description: en, description_localizations: { de, 'es-ES': es, 'es-419': es } }
}
