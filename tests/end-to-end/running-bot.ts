import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pino } from 'pino'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import type { Config } from '../../config/config.ts'
import { type App, type AppOptions, startApp } from '../../src/app/start-app.ts'
import { botConfig } from '../kill/bot-config.ts'
import { freePort } from '../support/ports.ts'

export interface RunningBotOptions {
  /** Configuration variables. */
  readonly env: Readonly<Record<string, string>>
  /** The person who may do everything. */
  readonly owner: string
  /** Who has rights beside them. */
  readonly members?: Config['access']['members']
  /** By path, what stands in its folder before it starts. */
  readonly files?: Readonly<Record<string, string>>
  readonly wrap?: AppOptions['wrap']
  /** What no variable can set. */
  readonly settings?: Partial<Config>
  readonly observing?: AppOptions['observing']
  /** Connects a chat beside that for programs. */
  readonly alsoConnect?: AppOptions['alsoConnect']
}

/** The whole bot in this process, on a folder of its own, delivering for real. */
export interface RunningBot {
  readonly folder: string
  /** Where users reach what is deployed. */
  readonly urls: { readonly staging: string; readonly production: string }
  app(): App
  /** Stops it in good order and starts it again on the same folder. */
  restart(): Promise<void>
  /** How many events of a type are in the log. */
  count(type: string): Promise<number>
  close(): Promise<void>
}

export async function startRunningBot({
  env,
  owner,
  members = [],
  files = {},
  wrap,
  observing,
  alsoConnect,
  settings,
}: RunningBotOptions): Promise<RunningBot> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const samplePorts = { staging: await freePort(), production: await freePort() }
  const config = botConfig({ folder, env, owner })
  const access = { ...config.access, members: [...(config.access.members ?? []), ...members] }
  const options: AppOptions = {
    config: { ...config, access, ...settings },
    log: pino({ level: 'silent' }),
    samplePorts,
    ...(wrap && { wrap }),
    ...(observing && { observing }),
    ...(alsoConnect && { alsoConnect }),
  }
  const clear = async (): Promise<void> => {
    await stopAll(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  let app = await startApp(options).catch(async (error: unknown) => {
    await clear()
    throw error
  })
  return {
    folder,
    urls: {
      staging: `http://127.0.0.1:${samplePorts.staging}/`,
      production: `http://127.0.0.1:${samplePorts.production}/`,
    },
    app: () => app,
    async restart() {
      await app.stop()
      app = await startApp(options)
    },
    async count(type) {
      const events = await app.store.readAll(0, 10_000)
      return events.filter(({ body }) => body.type === type).length
    },
    async close() {
      await app.stop()
      await clear()
    },
  }
}
