import { type APIChatInputApplicationCommandInteractionData, ApplicationCommandOptionType } from 'discord.js'
import { oneLine } from './plain-text.ts'

/** A slash command as a sentence, the way a person would have typed it; undefined for a command we do not have. */
export function commandText(data: APIChatInputApplicationCommandInteractionData): string | undefined {
  const { service, environment, ref, strategy } = nameOptions(data)
  switch (data.name) {
    case 'shipmate':
      return askedText(data)
    case 'deploy':
      return words('deploy', service, ref, environment && `to ${environment}`, strategy && `using ${strategy}`)
    case 'rollback':
      return words('roll back', service, environment && `in ${environment}`, ref && `to ${ref}`)
    case 'status':
      return words('status', service && `of ${service}`, environment && `in ${environment}`)
    default:
      return undefined
  }
}

function askedText(data: APIChatInputApplicationCommandInteractionData): string | undefined {
  const ask = data.options?.find(({ name }) => name === 'ask')
  if (ask?.type !== ApplicationCommandOptionType.Subcommand) return undefined
  return ask.options?.flatMap((option) => (option.name === 'text' ? [String(option.value)] : [])).at(0)
}

function nameOptions(
  data: APIChatInputApplicationCommandInteractionData,
): Readonly<Record<string, string | undefined>> {
  const values = (data.options ?? []).map((option) => [option.name, 'value' in option ? asName(option.value) : ''])
  return Object.fromEntries(values)
}

/** Longer than any name or ref in use; a full commit id has 40. */
const LONGEST_NAME = 100

/**
 * Discord lets people type anything where a name is suggested. What they typed becomes one word, so that
 * `/deploy service:"x and roll back y"` cannot say more than its command.
 */
function asName(value: unknown): string {
  return oneLine(String(value))
    .replace(/[^\p{L}\p{N}._/@+-]+/gu, '-')
    .replace(/^[^\p{L}\p{N}]+|-+$/gu, '')
    .slice(0, LONGEST_NAME)
}

function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
