import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { DEPLOY_STRATEGIES } from '../../../src/domain/release.ts'

/** Longer requests are better said in a message; this one also fits its echo. */
const LONGEST_REQUEST = 1_000

const WHERE = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
}

/** The slash commands people see. */
export const COMMANDS: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[] = [
  {
    ...WHERE,
    name: 'shipmate',
    description: 'Talk to Shipmate',
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'ask',
        description: 'Ask or order anything in your own words',
        options: [text('text', 'Such as: what is on staging?', { required: true, max_length: LONGEST_REQUEST })],
      },
    ],
  },
  {
    ...WHERE,
    name: 'deploy',
    description: 'Put a version of a service into service',
    options: [service(true), environment(true), ref('What to deploy: a version, tag, branch or commit'), strategy()],
  },
  {
    ...WHERE,
    name: 'rollback',
    description: 'Go back to an earlier version of a service',
    options: [service(true), environment(true), ref('The version to go back to; the previous one if left out')],
  },
  {
    ...WHERE,
    name: 'status',
    description: 'What is deployed where',
    options: [service(false), environment(false)],
  },
]

function service(required: boolean): APIApplicationCommandBasicOption {
  return text('service', 'Which service', { required, autocomplete: true })
}

function environment(required: boolean): APIApplicationCommandBasicOption {
  return text('environment', 'Which environment', { required, autocomplete: true })
}

function ref(description: string): APIApplicationCommandBasicOption {
  return text('ref', description, { autocomplete: true })
}

function strategy(): APIApplicationCommandBasicOption {
  const choices = DEPLOY_STRATEGIES.map((name) => ({ name, value: name }))
  return text('strategy', 'How the new version takes over', { choices })
}

function text(name: string, description: string, more: object): APIApplicationCommandBasicOption {
  return { type: ApplicationCommandOptionType.String, name, description, ...more }
}
