import { join } from 'node:path'
import { createLogger } from '../adapters/logging/logger.ts'
import { readConfig } from '../config/read-config.ts'
import { type App, type AppOptions, startApp } from '../src/app/start-app.ts'
import { freePort } from '../tests/support/ports.ts'
import { type BenchChat, createBenchChat } from './bench-chat.ts'

/** Where a bot keeps its things, and the variables that say on which database and queue. */
export interface Home {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

export interface BenchBot extends App {
  readonly chat: BenchChat
}

/** The real bot, as it is configured for production, with one chat in this process. */
export async function startBenchBot(
  { folder, env }: Home,
  wrap?: AppOptions['wrap'],
  observing?: AppOptions['observing'],
): Promise<BenchBot> {
  const reading = readConfig({ env: { ...env, SHIPMATE_DATA_DIR: folder }, cwd: folder })
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems))
  let chat: BenchChat | undefined
  const app = await startApp({
    config: {
      ...reading.config,
      access: { roles: [], members: [{ who: { kind: 'everyone' }, roles: ['owner'] }] },
    },
    log: createLogger({ level: 'info', file: join(folder, 'shipmate.log'), secrets: [] }),
    samplePorts: { staging: await freePort(), production: await freePort() },
    alsoConnect(inbox) {
      chat = createBenchChat(inbox)
      return chat
    },
    ...(wrap && { wrap }),
    ...(observing && { observing }),
  })
  if (!chat) throw new Error('the chat was not connected')
  return { ...app, chat }
}
