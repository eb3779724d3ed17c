import type { Logger } from 'pino'
import { connectPatiently, type PlatformBounds } from '../../../adapters/chat/connect-patiently.ts'
import type { connectDiscord } from '../../../adapters/chat/discord/connect-discord.ts'
import type { connectSlack } from '../../../adapters/chat/slack/connect-slack.ts'
import type { Config, DiscordConfig, SlackConfig, SlackInstallsConfig } from '../../../config/config.ts'
import type { CardWords } from '../../domain/platform-words.ts'
import type { ChartPainter } from '../../ports/chart-painter.ts'
import type { ConnectedChat, Inbox, SlashCommand } from '../../ports/chat-platform.ts'
import type { ChatSpeech } from '../../ports/chat-speech.ts'
import { systemClock } from '../../ports/clock.ts'
import type { InstallationStore } from '../../ports/installation-store.ts'

export interface ChatsParts {
  readonly inbox: Inbox
  readonly redact: (text: string) => string
  readonly speech: ChatSpeech
  readonly painter: ChartPainter
  readonly commands: readonly SlashCommand[]
  readonly installations: InstallationStore
  readonly log: Logger
}

/** Connects the chats that are configured; one that cannot be reached is tried on while the rest works. */
export function connectChats(
  { slack, discord }: Config,
  { inbox, commands, installations, log, ...alike }: ChatsParts,
): Promise<readonly ConnectedChat[]> {
  const patiently = (
    name: string,
    connect: () => Promise<ConnectedChat>,
    bounds: () => Promise<PlatformBounds>,
  ): Promise<ConnectedChat> => connectPatiently({ name, connect, bounds, clock: systemClock, log })
  const words = alike.speech.wordsIn(undefined).cards
  return Promise.all([
    ...(slack
      ? [
          patiently(
            'slack',
            () => toSlack({ ...slackSettings(slack, installations), ...alike }, inbox, log),
            () => slackBounds(slack, words),
          ),
        ]
      : []),
    ...(discord
      ? [
          patiently(
            'discord',
            () => toDiscord({ ...discordSettings(discord), ...alike, commands }, inbox, log),
            () => discordBounds(discord, words),
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

type SlackAccount = Omit<Parameters<typeof connectSlack>[0], 'speech'>

async function slackBounds({ apiUrl }: SlackConfig, words: CardWords): Promise<PlatformBounds> {
  const { slackCapacity } = await import('../../../adapters/chat/slack/cards/capacity.ts')
  const { slackPostingLimits } = await import('../../../adapters/chat/slack/outgoing/posting-limits.ts')
  return { capacity: slackCapacity(words), limits: slackPostingLimits(apiUrl) }
}

async function discordBounds({ apiUrl }: DiscordConfig, words: CardWords): Promise<PlatformBounds> {
  const { discordCapacity } = await import('../../../adapters/chat/discord/cards/capacity.ts')
  const { publishedLimits } = await import('../../../adapters/chat/discord/outgoing/posting-limits.ts')
  return { capacity: discordCapacity(words), limits: publishedLimits(apiUrl === undefined) }
}

function slackSettings(
  { botToken, connection, apiUrl, installs }: SlackConfig,
  store: InstallationStore,
): SlackAccount {
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
): Pick<SlackAccount, 'installs' | 'host' | 'port'> {
  const secrets = { clientSecret: clientSecret.reveal(), stateSecret: stateSecret.reveal() }
  const keys = { key: installationKey.reveal(), olderKeys: olderInstallationKeys.map((older) => older.reveal()) }
  return { installs: { clientId, ...secrets, ...keys, publicUrl, store }, host, port }
}

function discordSettings({
  token,
  servers,
  apiUrl,
}: DiscordConfig): Omit<Parameters<typeof connectDiscord>[0], 'speech'> {
  return { token: token.reveal(), ...(servers && { servers }), ...(apiUrl !== undefined && { apiUrl }) }
}
