import {
  type APIApplication,
  type APIUser,
  DiscordAPIError,
  OAuth2Scopes,
  PermissionFlagsBits,
  Routes,
} from 'discord.js'
import { createRest, type DiscordAccess } from './connection/rest.ts'
import { TOKEN_REFUSED } from './discord-refused.ts'

export interface DiscordCheck {
  readonly ok: boolean
  /** Who the bot is, or what is wrong and how to fix it. */
  readonly sentence: string
  /** What to do about something that works and is perhaps not what was meant. */
  readonly remedy?: string
}

/** Asks Discord who the token belongs to and whether the bot has been invited anywhere. Never throws. */
export async function checkDiscord(config: DiscordAccess): Promise<DiscordCheck> {
  const rest = createRest(config)
  try {
    const user = (await rest.get(Routes.user())) as APIUser
    const application = (await rest.get(Routes.currentApplication())) as APIApplication
    const guilds = (await rest.get(Routes.userGuilds())) as readonly unknown[]
    if (guilds.length > 0) return { ok: true, ...inServers(user.username, guilds.length, config.servers) }
    return { ok: false, sentence: `${user.username} is in no server yet. Invite it: ${inviteUrl(application.id)}` }
  } catch (error) {
    return { ok: false, sentence: problemWith(error) }
  } finally {
    rest.clearHashSweeper()
    rest.clearHandlerSweeper()
  }
}

function inServers(bot: string, count: number, named: readonly string[] | undefined): Omit<DiscordCheck, 'ok'> {
  const sentence = `connected as ${bot}, in ${count} server(s)`
  if (count === 1 || named !== undefined) return { sentence }
  const warning = 'none of them is set as home, so "everyone" means nobody there'
  return {
    sentence: `${sentence}; ${warning}`,
    remedy: 'Set discord.servers (DISCORD_SERVERS) to the ids of your own.',
  }
}

function problemWith(error: unknown): string {
  if (error instanceof DiscordAPIError && error.status === 401) return TOKEN_REFUSED
  const reason = error instanceof Error ? error.message : String(error)
  return `Discord does not answer (${reason}). Check the network and DISCORD_API_URL.`
}

const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.SendMessagesInThreads

/** Where somebody who manages a server lets the bot in, with the least it needs. */
export function inviteUrl(application: string): string {
  const scope = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' ')
  const query = new URLSearchParams({ client_id: application, scope, permissions: String(PERMISSIONS) })
  return `https://discord.com/oauth2/authorize?${query}`
}
