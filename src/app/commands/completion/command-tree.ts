import type { Command } from 'commander'

/** What can be typed after some words. */
export interface CompletedAt {
  /** The commands that were typed, with spaces between: empty for the program itself. */
  readonly path: string
  readonly commands: readonly Described[]
  readonly options: readonly CompletedOption[]
  /** Words that its argument may be. */
  readonly choices: readonly string[]
  /** Its argument is a file. */
  readonly takesFile: boolean
}

export interface Described {
  readonly word: string
  readonly description: string
}

export interface CompletedOption extends Described {
  /** What may follow it: a file, one of these words, something else, or nothing. */
  readonly value: 'file' | 'other' | undefined | readonly string[]
}

/** The tree of commands as commander has it, flat: a shell looks a path up. */
export function completedAt(command: Command, path = ''): readonly CompletedAt[] {
  const shown = command.createHelp()
  const commands = shown.visibleCommands(command).filter((one) => one.name() !== 'help')
  const options = shown
    .visibleOptions(command)
    .flatMap((option) =>
      option.long === undefined || option.long === null
        ? []
        : [{ word: option.long, description: firstSentence(option.description), value: valueAfter(option) }],
    )
  const named = command.registeredArguments
  const here: CompletedAt = {
    ...{ path, options },
    commands: commands.map((one) => ({ word: one.name(), description: firstSentence(one.description()) })),
    choices: named.flatMap(({ argChoices }) => argChoices ?? []),
    takesFile: named.some((argument) => isFile(argument.name())),
  }
  return [here, ...commands.flatMap((one) => completedAt(one, `${path} ${one.name()}`.trim()))]
}

type CommanderOption = Command['options'][number]

function valueAfter({ flags, argChoices }: CommanderOption): CompletedOption['value'] {
  if (argChoices) return argChoices
  const [, name] = /[<[]([a-z-]+)(?:\.\.\.)?[>\]]/.exec(flags) ?? []
  if (name === undefined) return undefined
  return isFile(name) ? 'file' : 'other'
}

const isFile = (name: string): boolean => /^(?:file|files|folder|path|paths)$/.test(name)

/** Short enough for a list, and without what shells would read. */
const firstSentence = (text: string): string => (text.split(/[:;(]|\. /, 1)[0] ?? '').replace(/['"`\\$[\]]/g, '').trim()
