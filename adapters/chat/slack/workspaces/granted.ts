import type { Installation as Granted } from '@slack/oauth'
import type { Logger } from 'pino'
import { createWebClient } from '../connection/web-client.ts'
import type { Installation } from './installation.ts'

/**
 * What is kept of what Slack has granted; undefined where it has not granted a bot token that lasts. Nothing is kept of the
 * person who installed it.
 */
export async function installationFrom(
  { team, enterprise, bot, isEnterpriseInstall }: Granted,
  apiUrl: string | undefined,
  log: Logger,
): Promise<Installation | undefined> {
  const place = isEnterpriseInstall ? enterprise : team
  if (!place || !bot || bot.expiresAt !== undefined) return undefined
  const { url } = await createWebClient(bot.token, apiUrl, log).auth.test()
  return {
    site: enterprise?.id ?? place.id,
    team: place.id,
    name: place.name ?? place.id,
    ...(enterprise && { enterprise: enterprise.id }),
    ...{ token: bot.token, botUser: bot.userId, botId: bot.id },
    ...(url && { address: url }),
  }
}
