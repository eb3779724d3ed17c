import { type CommandVerb, PLACEHOLDERS, type Placeholder } from '../../../src/domain/command-verbs.ts'
import type { CommandPlace } from './command-place.ts'

/** What is known when a command runs; what is not stays empty. */
export type Known = Readonly<Partial<Record<Placeholder, string>>>

/** A command as it is run: no shell reads it. */
export interface FilledCommand {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const ALONE = /^\{([A-Za-z]+)\}$/

/** Puts what is known in the place of placeholders. A whole argument is one value, whatever characters it holds. */
export function filledCommand(place: CommandPlace, verb: CommandVerb, known: Known): FilledCommand {
  const all: Known = { service: place.service, environment: place.environment, ...known }
  const filled = (text: string): string => {
    const name = ALONE.exec(text)?.[1]
    return name !== undefined && isPlaceholder(name) ? (all[name] ?? '') : text
  }
  const variables = Object.entries(PLACEHOLDERS).map(([name, variable]) => [variable, all[name as Placeholder] ?? ''])
  const own = Object.entries(place.env).map(([name, text]) => [name, filled(text)])
  return {
    argv: (place.commands[verb] ?? []).map(filled),
    env: { ...Object.fromEntries(own), ...place.secretEnv, ...Object.fromEntries(variables) },
  }
}

function isPlaceholder(name: string): name is Placeholder {
  return Object.hasOwn(PLACEHOLDERS, name)
}

/** A value that a program would read as an option, where it stands as an argument; undefined when there is none. */
export function wouldBeOption(place: CommandPlace, verb: CommandVerb, known: Known): string | undefined {
  const argv = place.commands[verb] ?? []
  const values = filledCommand(place, verb, known).argv
  return values.find((value, index) => value.startsWith('-') && value !== argv[index])
}
