import { type APIChatInputApplicationCommandInteractionData, ApplicationCommandOptionType } from 'discord.js'
import type { StructuredRequest } from '../../../../src/domain/structured-request.ts'
import type { SlashCommand } from '../../../../src/ports/chat-platform.ts'
import { oneLine } from '../cards/plain-text.ts'

/** What somebody said with a slash command. */
export interface SaidCommand {
  /** In their own words, or as Discord shows the command. */
  readonly text: string
  /** What its options ask for; absent where they wrote words of their own. */
  readonly request?: StructuredRequest
}

/** Undefined for a command we do not have. */
export function readCommand(
  data: APIChatInputApplicationCommandInteractionData,
  commands: readonly SlashCommand[],
): SaidCommand | undefined {
  if (data.name === 'shipmate') return asked(data)
  const intent = commands.find(({ name }) => name === data.name)?.intent
  if (intent === undefined) return undefined
  const options = (data.options ?? []).flatMap((option) =>
    'value' in option ? [[option.name, asValue(option.value)] as const] : [],
  )
  const shown = options.map(([name, value]) => `${name}:${value}`)
  return { text: [`/${data.name}`, ...shown].join(' '), request: { intent, slots: Object.fromEntries(options) } }
}

function asked(data: APIChatInputApplicationCommandInteractionData): SaidCommand | undefined {
  const ask = data.options?.find(({ name }) => name === 'ask')
  if (ask?.type !== ApplicationCommandOptionType.Subcommand) return undefined
  const text = ask.options?.find(({ name }) => name === 'text')
  return text && { text: String(text.value) }
}

/** Discord lets people type anything where a name is suggested. */
function asValue(value: unknown): string {
  return oneLine(String(value)).trim()
}
