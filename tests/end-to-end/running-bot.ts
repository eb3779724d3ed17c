import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
  readonly wrap?: AppOptions['wrap']
  readonly alsoConnect?: AppOptions['alsoConnect']
  /** What no variable can set. */
  readonly settings?: Partial<Config>
  readonly observing?: AppOptions['observing']
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
  wrap,
  alsoConnect,
  settings,
  observing,
}: RunningBotOptions): Promise<RunningBot> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  const samplePorts = { staging: await freePort(), production: await freePort() }
  const options: AppOptions = {
    config: { ...botConfig({ folder, env, owner }), ...settings },
    log: pino({ level: 'silent' }),
    samplePorts,
    ...(wrap && { wrap }),
    ...(alsoConnect && { alsoConnect }),
    ...(observing && { observing }),
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
