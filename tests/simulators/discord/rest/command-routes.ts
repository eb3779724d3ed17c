import {
  type CommandBody,
  type CommandOptionBody,
  commandListProblems,
  commandProblems,
} from '../rules/command-rules.ts'
import { ApiError, refuse } from './api-error.ts'
import type { Route } from './rest-api.ts'
import type { RegisteredCommand, RouteParts } from './route-parts.ts'

/** developers/interactions/application-commands.mdx: creates a day and server. */
const CREATES_A_DAY = 200

/** Registration of commands, for all servers; a server's own are kept in the same list. */
export function commandRoutes({ world, commands }: RouteParts): readonly Route[] {
  const ids = new Map<string, string>()
  let created = 0
  const registered = (command: CommandBody): RegisteredCommand => {
    const key = `${command.type ?? 1} ${command.name}`
    if (!ids.has(key)) created++
    if (created > CREATES_A_DAY)
      throw new ApiError(
        400,
        30034,
        `Max number of daily application command creates has been reached (${CREATES_A_DAY})`,
      )
    const id = ids.get(key) ?? world.nextId()
    ids.set(key, id)
    return asRegistered(world.application, id, command)
  }
  return [
    [
      'GET',
      /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/,
      ({ query }) =>
        query.get('with_localizations') === 'true' ? commands.registered : commands.registered.map(inOneLanguage),
    ],
    [
      'PUT',
      /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/,
      ({ body }) => {
        refuse(commandListProblems(body))
        commands.writes++
        commands.registered = body.map(registered)
        return commands.registered
      },
    ],
    [
      'POST',
      /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands$/,
      ({ body }) => {
        refuse(commandProblems(body))
        commands.writes++
        const command = registered(body)
        const others = commands.registered.filter(({ id }) => id !== command.id)
        refuse(commandListProblems([...others, command]))
        commands.registered = [...others, command]
        return command
      },
    ],
    [
      'DELETE',
      /^\/applications\/\d+(?:\/guilds\/\d+)?\/commands\/(\d+)$/,
      (_, [id]) => {
        const left = commands.registered.filter((command) => command.id !== id)
        if (left.length === commands.registered.length) throw new ApiError(404, 10063, 'Unknown application command')
        commands.registered = left
      },
    ],
  ]
}

/** As Discord gives a command back: with ids and defaults, and in an order of its own. */
function asRegistered(application: string, id: string, command: CommandBody): RegisteredCommand {
  const defaults = { type: 1, nsfw: false, default_member_permissions: null }
  return { ...{ application_id: application, version: '1', ...defaults }, ...command, id }
}

/** What Discord leaves out unless it is asked for. */
function inOneLanguage({ description_localizations: _, options, ...command }: RegisteredCommand): object {
  return { ...command, ...(options && { options: options.map(optionInOneLanguage) }) }
}

function optionInOneLanguage({ description_localizations: _, options, ...option }: CommandOptionBody): object {
  return { ...option, ...(options && { options: options.map(optionInOneLanguage) }) }
}
