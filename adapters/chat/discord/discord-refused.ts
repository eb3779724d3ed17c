import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js'
import { ChatRefusedError } from '../../../src/ports/chat-platform.ts'

/** Thrown when Discord will not let the bot in. Trying again does not help until somebody has fixed it. */
export class DiscordRefusedError extends ChatRefusedError {
  override readonly name = 'DiscordRefusedError'
  override readonly code = 'discord_refused'
}

export const TOKEN_REFUSED =
  'Discord does not accept DISCORD_TOKEN. Reset the token on the Bot page of your application at https://discord.com/developers/applications and set the new one.'

/** What a failed login means: that the token is refused, or (no network) the error as it is. */
export function loginProblem(error: unknown): unknown {
  const refused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid
  return refused ? new DiscordRefusedError(TOKEN_REFUSED, { cause: error }) : error
}

/** What it means that Discord closed the connection with a code after which it takes no new one. */
export function closedForGood(closeCode: number): DiscordRefusedError {
  return new DiscordRefusedError(sentenceFor(closeCode))
}

function sentenceFor(closeCode: number): string {
  switch (closeCode) {
    case GatewayCloseCodes.AuthenticationFailed:
      return TOKEN_REFUSED
    case GatewayCloseCodes.ShardingRequired:
      return 'The bot is in more than 2,500 servers, which needs sharding; remove it from some.'
    default:
      return `Discord closed the connection with code ${closeCode}; see https://discord.com/developers/docs/topics/opcodes-and-status-codes.`
  }
}
