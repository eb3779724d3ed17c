import type { RegisteredCommand } from '../rest/route-parts.ts'
import type { CommandOptionBody } from '../rules/command-rules.ts'

type Values = Readonly<Record<string, string>>

const SUBCOMMAND = 1
const STRING = 3
const BOOLEAN = 5
const NUMBERS: readonly number[] = [4, 10]

/**
 * A slash command with its fields as Discord's client sends it; a command that is not registered (any more) with strings.
 * @param focused The field that is being typed in.
 */
export function commandData(
  registered: readonly RegisteredCommand[],
  command: string,
  values: Values,
  focused?: string,
): object {
  const [name = '', subcommand] = command.split(' ')
  const known = registered.find((one) => one.name === name && (one.type ?? 1) === 1)
  const declared =
    subcommand === undefined ? known?.options : known?.options?.find((one) => one.name === subcommand)?.options
  const options = Object.entries(values).map(([option, value]) => optionData(declared, option, value, focused))
  const given = subcommand === undefined ? options : [{ type: SUBCOMMAND, name: subcommand, options }]
  return { id: known?.id ?? '1', type: 1, name, options: given }
}

function optionData(
  declared: readonly CommandOptionBody[] | undefined,
  name: string,
  value: string,
  focused: string | undefined,
): object {
  const type = declared?.find((one) => one.name === name)?.type ?? STRING
  const isTyped = name === focused
  const given = NUMBERS.includes(type) && !isTyped ? Number(value) : type === BOOLEAN ? value === 'true' : value
  return { type, name, value: given, ...(isTyped && { focused: true }) }
}

/** What Discord's client would not send: a field that is not there, one that is missing, a value that is not offered. */
export function cannotSend(
  registered: readonly RegisteredCommand[],
  command: string,
  values: Values,
): string | undefined {
  const [name, subcommand] = command.split(' ')
  const known = registered.find((one) => one.name === name && (one.type ?? 1) === 1)
  if (known === undefined) return undefined
  const within = subcommand === undefined ? known : known.options?.find((one) => one.name === subcommand)
  if (within === undefined) return `no sub-command ${subcommand}`
  const options = within.options ?? []
  const unknown = Object.keys(values).find((field) => !options.some((option) => option.name === field))
  if (unknown !== undefined) return `no field ${unknown}`
  const missing = options.find((option) => option.required && values[option.name ?? ''] === undefined)
  if (missing !== undefined) return `the field ${missing.name} is required`
  const wrong = options.find(({ name: field = '', choices }) => {
    const value = values[field]
    return value !== undefined && choices !== undefined && !choices.some((choice) => String(choice.value) === value)
  })
  return wrong && `the field ${wrong.name} offers no ${values[wrong.name ?? '']}`
}
