import type { DiscordPlatform } from '../stage/discord-platform.ts'
import type { Platform } from '../stage/platform.ts'
import type { SlackPlatform } from '../stage/slack-platform.ts'

/** What only Slack has, for scenarios that Discord cannot have. */
export function onSlack(platform: Platform): SlackPlatform {
  if (!('slack' in platform)) throw new Error(`${platform.name} is not Slack`)
  return platform as SlackPlatform
}

export function onDiscord(platform: Platform): DiscordPlatform {
  if (!('discord' in platform)) throw new Error(`${platform.name} is not Discord`)
  return platform as DiscordPlatform
}
