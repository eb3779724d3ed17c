import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import { projections } from '../../src/domain/projections.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'
import { BOT_PROGRAM } from '../kill/bot.ts'
import type { BotSettings } from '../kill/bot-questions.ts'
import { ASKER, type Lane } from '../kill/lane.ts'
import { BOT_TOKEN, SIGNING_SECRET, startSlackServer } from '../simulators/slack/server.ts'
import { freshName, onDatabaseServer } from '../support/databases.ts'
import { freePort } from '../support/ports.ts'
import { type Crew, gatherCrew } from './crew.ts'

export interface Servers {
  readonly databaseUrl: string
  readonly redisUrl: string
}

/** A workspace, a database and a queue for bots of two versions, nobody of whom runs yet. */
export interface Stage extends Lane {
  readonly bot: Crew
  /** What is wrong with the chain of the log. */
  breaks(): Promise<readonly unknown[]>
}

export async function openStage(servers: Servers, olderProgram: string): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-upgrade-'))
  const database = freshName()
  await onDatabaseServer(servers.databaseUrl, `CREATE DATABASE ${database}`)
  const own = new URL(servers.databaseUrl)
  own.pathname = `/${database}`
  const slack = await startSlackServer({ limits: 'off' })
  const ports = { staging: await freePort(), production: await freePort() }
  const settings: BotSettings = {
    ...{ folder, ports, owner: `slack:${ASKER}` },
    env: {
      ...{ DATABASE_URL: own.href, REDIS_URL: servers.redisUrl, SLACK_API_URL: slack.apiUrl },
      ...{ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET },
    },
    // A queue that finds out soon that a worker is dead.
    queue: {
      ...{ url: servers.redisUrl, name: freshName() },
      timings: { lockMs: 1_500, stalledCheckMs: 500, retryMs: 100 },
    },
  }
  // With traces, what the newer one appends and enqueues has fields that the older one has never seen. Nobody takes them in.
  const traced = { ...settings.env, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' }
  const bot = gatherCrew(
    {
      older: { program: olderProgram, settings },
      newer: { program: BOT_PROGRAM, settings: { ...settings, env: traced } },
    },
    freePort,
  )
  slack.deliverTo(() => bot.next())
  return {
    ...{ folder, slack, bot, target: 'local', url: `http://127.0.0.1:${ports.production}/` },
    async instances() {
      const { instances } = readHostState(hostPaths(folder).state)
      return instances.filter(({ environment }) => environment === 'production').length
    },
    leftovers: () => [],
    async breaks() {
      const { store, audit } = await openPostgresStore({ url: own.href, projections, onError: () => undefined })
      try {
        return (await verifyLog(audit)).breaks
      } finally {
        await store.close()
      }
    },
    async close() {
      await bot.stop()
      await slack.stop()
      await stopAll(folder)
      rmSync(folder, { recursive: true, force: true })
      await onDatabaseServer(servers.databaseUrl, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    },
  }
}
