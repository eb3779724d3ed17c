import type { Command, CommandOption } from './components.ts'

/** Something that can be entered after a slash: a command, or one of its sub-commands. */
export interface Entry {
  /** `shipmate ask`. */
  readonly name: string
  readonly description: string
  readonly options: readonly CommandOption[]
}

const CHAT_INPUT = 1
const SUBCOMMAND = 1

/** What fits after the slash, by what was typed there. */
export function entriesOf(commands: readonly Command[], typed: string): readonly Entry[] {
  const entries = commands.filter(({ type = CHAT_INPUT }) => type === CHAT_INPUT).flatMap(entriesOfOne)
  return entries.filter(({ name }) => name.startsWith(typed.trim().toLowerCase()))
}

function entriesOfOne({ name, description = '', options = [] }: Command): readonly Entry[] {
  const subcommands = options.filter(({ type }) => type === SUBCOMMAND)
  if (subcommands.length === 0) return [{ name, description, options }]
  return subcommands.map((one) => ({
    ...{ name: `${name} ${one.name}`, description: one.description ?? '' },
    options: one.options ?? [],
  }))
}
