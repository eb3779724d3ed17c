import { isDeepStrictEqual } from 'node:util'
import { type APIApplicationCommand, type REST, Routes } from 'discord.js'
import type { CommandDefinition } from './command-definitions.ts'

/** Makes the commands known to Discord, unless it knows them already. Returns whether anything was sent. */
export async function registerCommands(
  rest: REST,
  application: string,
  commands: readonly CommandDefinition[],
): Promise<boolean> {
  // Without this Discord leaves the descriptions in other languages out, and every start would send all again.
  const query = new URLSearchParams({ with_localizations: 'true' })
  const registered = (await rest.get(Routes.applicationCommands(application), {
    query,
  })) as readonly APIApplicationCommand[]
  if (isDeepStrictEqual(comparable(registered), comparable(commands))) return false
  await rest.put(Routes.applicationCommands(application), { body: commands })
  return true
}

/** Commands by their names, since they come back in any order. */
function comparable(commands: readonly { readonly name: string }[]): ReadonlyMap<string, unknown> {
  return new Map(commands.map((command) => [command.name, withoutDefaults(command)]))
}

/** What Discord adds to a command. */
const ADDED: ReadonlySet<string> = new Set(['id', 'application_id', 'version', 'handler', 'dm_permission'])

/** Without what Discord adds to a command, and without what it leaves out because it is the default. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.every(isNumber) ? value.toSorted() : value.map(withoutDefaults)
  if (typeof value !== 'object' || value === null) return value
  const said = Object.entries(value).filter(([key, entry]) => !ADDED.has(key) && !isDefault(key, entry))
  return Object.fromEntries(said.map(([key, entry]) => [key, withoutDefaults(entry)]))
}

/** Type 1 is a chat command, which our definitions leave unsaid, or a subcommand, which is the only kind of group here. */
function isDefault(key: string, value: unknown): boolean {
  if (key === 'type') return value === 1
  // What commands on a message have instead of one.
  if (key === 'description') return value === ''
  return value === null || value === false || (Array.isArray(value) && value.length === 0)
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}
