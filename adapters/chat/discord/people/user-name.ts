import { type APIUser, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import type { UserId } from '../../../../src/domain/ids.ts'
import { hasCode } from '../discord-errors.ts'
import { discordUserOf } from '../ids.ts'
import { nameOf } from '../incoming/interaction-facts.ts'

/** What Discord calls somebody; undefined where it knows nobody of that id. Throws when it does not answer. */
export async function userName(rest: REST, user: UserId): Promise<string | undefined> {
  const id = discordUserOf(user)
  if (id === undefined) return undefined
  try {
    return nameOf((await rest.get(Routes.user(id))) as APIUser, undefined)
  } catch (error) {
    if (hasCode(error, RESTJSONErrorCodes.UnknownUser)) return undefined
    throw error
  }
}
