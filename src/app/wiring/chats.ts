import type { Logger } from 'pino'
import { createChartPainter } from '../../../adapters/charts/chart-painter.ts'
import { connectPatiently, type PlatformBounds } from '../../../adapters/chat/connect-patiently.ts'
import type { connectDiscord } from '../../../adapters/chat/discord/connect-discord.ts'
import type { connectSlack } from '../../../adapters/chat/slack/connect-slack.ts'
import type { Config, DiscordConfig, SlackConfig, SlackInstallsConfig } from '../../../config/config.ts'
import type { ConnectedChat, Inbox, SlashCommand } from '../../ports/chat-platform.ts'
import { systemClock } from '../../ports/clock.ts'
import type { InstallationStore } from '../../ports/installation-store.ts'

/** Connects the chats that are configured; one that cannot be reached is tried on while the rest works. */
export function connectChats(
  { slack, discord }: Config,
  inbox: Inbox,
  redact: (text: string) => string,
  commands: readonly SlashCommand[],
  installations: InstallationStore,
  log: Logger,
): Promise<readonly ConnectedChat[]> {
  const patiently = (
    name: string,
    connect: () => Promise<ConnectedChat>,
    bounds: () => Promise<PlatformBounds>,
  ): Promise<ConnectedChat> => connectPatiently({ name, connect, bounds, clock: systemClock, log })
  const painter = createChartPainter()
  return Promise.all([
    ...(slack
      ? [
          patiently(
            'slack',
            () => toSlack({ ...slackSettings(slack, installations), redact, painter }, inbox, log),
            () => slackBounds(slack),
          ),
        ]
      : []),
    ...(discord
      ? [
          patiently(
            'discord',
            () => toDiscord({ ...discordSettings(discord), redact, commands, painter }, inbox, log),
            () => discordBounds(discord),
          ),
        ]
      : []),
  ])
}

/** The platforms' own libraries are loaded where they are used: discord.js alone takes 60 MB and a fifth of a second. */
const toSlack = async (...given: Parameters<typeof connectSlack>): Promise<ConnectedChat> => {
  const slack = await import('../../../adapters/chat/slack/connect-slack.ts')
  return slack.connectSlack(...given)
}
const toDiscord = async (...given: Parameters<typeof connectDiscord>): Promise<ConnectedChat> => {
  const discord = await import('../../../adapters/chat/discord/connect-discord.ts')
  return discord.connectDiscord(...given)
}

async function slackBounds({ apiUrl }: SlackConfig): Promise<PlatformBounds> {
  const { SLACK_CAPACITY } = await import('../../../adapters/chat/slack/capacity.ts')
  const { slackPostingLimits } = await import('../../../adapters/chat/slack/posting-limits.ts')
  return { capacity: SLACK_CAPACITY, limits: slackPostingLimits(apiUrl) }
}

async function discordBounds({ apiUrl }: DiscordConfig): Promise<PlatformBounds> {
  const { DISCORD_CAPACITY } = await import('../../../adapters/chat/discord/capacity.ts')
  const { publishedLimits } = await import('../../../adapters/chat/discord/posting-limits.ts')
  return { capacity: DISCORD_CAPACITY, limits: publishedLimits(apiUrl === undefined) }
}

function slackSettings(
  { botToken, connection, apiUrl, installs }: SlackConfig,
  store: InstallationStore,
): Parameters<typeof connectSlack>[0] {
  const api = { ...(apiUrl !== undefined && { apiUrl }), ...(installs && installSettings(installs, store)) }
  switch (connection.kind) {
    case 'socket':
      return { botToken: botToken.reveal(), appToken: connection.appToken.reveal(), ...api }
    case 'http': {
      const { signingSecret, host, port } = connection
      return { botToken: botToken.reveal(), signingSecret: signingSecret.reveal(), host, port, ...api }
    }
  }
}

function installSettings(
  {
    clientId,
    clientSecret,
    stateSecret,
    installationKey,
    olderInstallationKeys,
    publicUrl,
    host,
    port,
  }: SlackInstallsConfig,
  store: InstallationStore,
): Pick<Parameters<typeof connectSlack>[0], 'installs' | 'host' | 'port'> {
  const secrets = { clientSecret: clientSecret.reveal(), stateSecret: stateSecret.reveal() }
  const keys = { key: installationKey.reveal(), olderKeys: olderInstallationKeys.map((older) => older.reveal()) }
  return { installs: { clientId, ...secrets, ...keys, publicUrl, store }, host, port }
}

function discordSettings({ token, servers, apiUrl }: DiscordConfig): Parameters<typeof connectDiscord>[0] {
  return { token: token.reveal(), ...(servers && { servers }), ...(apiUrl !== undefined && { apiUrl }) }
}
