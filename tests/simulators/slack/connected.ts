import { type Logger, pino } from 'pino'
import { onTestFinished } from 'vitest'
import { connectSlack, type SlackConfig } from '../../../adapters/chat/slack/connect-slack.ts'
import { SPEECH } from '../../support/chat-speech.ts'
import { createMemoryInbox } from './memory-inbox.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, type SlackServerOptions, startSlackServer } from './server.ts'

export const silent = pino({ level: 'silent' })

export const TRANSPORTS = ['socket mode', 'http'] as const
export type Transport = (typeof TRANSPORTS)[number]

export interface ConnectedOptions {
  readonly config?: Partial<SlackConfig>
  readonly server?: SlackServerOptions
  readonly log?: Logger
}

/** A workspace and a bot connected to it, both gone when the test ends. */
export async function connected(transport: Transport, { config, server, log = silent }: ConnectedOptions = {}) {
  const slack = await startSlackServer({ limits: 'off', redeliverAfterMs: 1_000, ...server })
  onTestFinished(() => slack.stop())
  const inbox = createMemoryInbox()
  const way = transport === 'http' ? { signingSecret: SIGNING_SECRET, port: 0 } : { appToken: APP_TOKEN }
  const chat = await connectSlack(
    { botToken: BOT_TOKEN, apiUrl: slack.apiUrl, speech: SPEECH, ...way, ...config },
    inbox,
    log,
  )
  onTestFinished(() => chat.stop())
  if (transport === 'http') slack.deliverTo(`http://127.0.0.1:${chat.port}/slack/events`)
  return { slack, inbox, chat }
}
