import { type ChoiceBody, choiceProblems } from './choice-rules.ts'
import { counts, each, fits, type Problems, problem, said, under } from './problem.ts'

/** developers/interactions/application-commands.mdx. */
const COMMANDS = 100
const MENU_COMMANDS = 15
const OPTIONS = 25
const DESCRIPTION = 100
const NAME = 32
const WHOLE_COMMAND = 8_000
/** Some of developers/reference.mdx#locales. */
const LOCALES: ReadonlySet<string> = new Set(['de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr'])
const CHAT_INPUT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

/** By the locales that Discord knows: `de`, `es-ES`. */
export type Localizations = Readonly<Record<string, string>>

export interface CommandOptionBody {
  readonly type: number
  readonly name?: string
  readonly description?: string
  readonly description_localizations?: Localizations | null
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly choices?: readonly ChoiceBody[]
  readonly options?: readonly CommandOptionBody[]
}

export interface CommandBody {
  /** 1 by default: a slash command; 2 and 3 stand in the menu of a person or message. */
  readonly type?: number
  readonly name?: string
  readonly description?: string
  readonly description_localizations?: Localizations | null
  readonly options?: readonly CommandOptionBody[]
}

/** What is wrong with all commands of an application, at once. */
export function commandListProblems(commands: readonly CommandBody[]): Problems {
  const menus = commands.filter(({ type = 1 }) => type === 3)
  return [
    ...each(commands, commandProblems),
    ...(commands.length - menus.length > COMMANDS || menus.length > MENU_COMMANDS
      ? [problem('BASE_TYPE_MAX_LENGTH', `Must be ${COMMANDS} or fewer in length.`)]
      : []),
    ...commands.flatMap(({ name, type = 1 }, index) =>
      commands.findIndex((other) => other.name === name && (other.type ?? 1) === type) < index
        ? [problem('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique', index)]
        : [],
    ),
  ]
}

export function commandProblems(command: CommandBody): Problems {
  const { type = 1, name, description, options = [] } = command
  const isMenu = type !== 1
  return [
    ...(isMenu ? said('name', name, NAME) : nameProblems(name)),
    ...(isMenu ? menuProblems(command) : said('description', description, DESCRIPTION)),
    ...localizationProblems(command.description_localizations),
    ...optionListProblems(options),
    ...(sizeOf(command) > WHOLE_COMMAND
      ? [problem('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${WHOLE_COMMAND})`)]
      : []),
  ]
}

function menuProblems({ description, options = [] }: CommandBody): Problems {
  if (!description && options.length === 0) return []
  const message = 'Context menu commands cannot have a description or options'
  return [problem('APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION', message, 'description')]
}

function nameProblems(name: string | undefined): Problems {
  if (name !== undefined && CHAT_INPUT_NAME.test(name) && name === name.toLowerCase()) return []
  return [problem('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid', 'name')]
}

function optionListProblems(options: readonly CommandOptionBody[]): Problems {
  const firstOptional = options.findIndex(({ required }) => !required)
  return [
    ...counts('options', options, 0, OPTIONS),
    ...under('options', each(options, optionProblems)),
    ...under(
      'options',
      options.flatMap(({ name, required }, index) => [
        ...(required && firstOptional >= 0 && index > firstOptional
          ? [
              problem(
                'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
                'Required options must be placed before non-required options',
                index,
              ),
            ]
          : []),
        ...(options.findIndex((other) => other.name === name) < index
          ? [problem('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists', index)]
          : []),
      ]),
    ),
  ]
}

function optionProblems(option: CommandOptionBody): Problems {
  const { name, description, choices, autocomplete, options } = option
  return [
    ...nameProblems(name),
    ...said('description', description, DESCRIPTION),
    ...localizationProblems(option.description_localizations),
    ...(choices === undefined ? [] : choiceProblems(choices)),
    ...(autocomplete && choices !== undefined
      ? [
          problem(
            'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES',
            'Autocomplete options cannot have choices',
            'autocomplete',
          ),
        ]
      : []),
    ...optionListProblems(options ?? []),
    ...fits('name', name, NAME),
  ]
}

function localizationProblems(localizations: Localizations | null | undefined): Problems {
  return under(
    'description_localizations',
    Object.entries(localizations ?? {}).flatMap(([locale, text]) =>
      LOCALES.has(locale)
        ? said(locale, text, DESCRIPTION)
        : [problem('APPLICATION_COMMAND_INVALID_LOCALE', 'Locale is invalid', locale)],
    ),
  )
}

/** Names, descriptions and values together, with those of all options. */
function sizeOf({ name = '', description = '', options = [] }: CommandBody | CommandOptionBody): number {
  const nested = options.reduce((sum, option) => {
    const choices = option.choices ?? []
    const said = choices.reduce((all, choice) => all + `${choice.name}${choice.value}`.length, 0)
    return sum + sizeOf(option) + said
  }, 0)
  return name.length + description.length + nested
}
