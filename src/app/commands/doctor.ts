import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { pino } from 'pino'
import { probeFolder } from '../../../adapters/probes/folder.ts'
import { probeGit, probeRepository } from '../../../adapters/probes/git.ts'
import { probePort } from '../../../adapters/probes/port.ts'
import { probePostgres } from '../../../adapters/probes/postgres.ts'
import { probeRedis } from '../../../adapters/probes/redis.ts'
import { gitAccessVariables } from '../../../adapters/process/git-access.ts'
import { keyFileOf } from '../../../adapters/source/git/git-source.ts'
import { DatabaseDamagedError } from '../../../adapters/store/database-damaged.ts'
import { openEmbeddedStore } from '../../../adapters/store/embedded.ts'
import { FolderInUseError } from '../../../adapters/store/folder-owner.ts'
import { readThrough } from '../../../adapters/store/read-through.ts'
import { DEFAULT_SCHEMA } from '../../../adapters/store/store.ts'
import { probeIsolation } from '../../../adapters/workspace/probe-isolation.ts'
import type { DiscordConfig, SlackConfig } from '../../../config/config.ts'
import { type ConfigReading, readConfig } from '../../../config/read-config.ts'
import { redactSecrets } from '../../domain/redact.ts'
import type { Probes } from '../doctor/probes.ts'
import { reportText, type Verdict } from '../doctor/report.ts'
import { runDoctor } from '../doctor/run-doctor.ts'
import { secretFilesOf } from '../wiring/isolation.ts'
import { accountProbes } from './account-probes.ts'
import { probeIssuer } from './identity-probe.ts'
import { probeInventory } from './inventory-probe.ts'
import { probeKubernetes } from './kubernetes-probe.ts'
import { probeMcpServer } from './mcp-probe.ts'
import { modelProbes } from './model-probes.ts'
import { probeOwnFiles } from './own-files-probe.ts'

/** Its exit code is 1 when anything that is configured does not work. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check the configuration, the database, Redis, git, tokens, issuers, CI, models, ports, MCP servers and the inventory',
    )
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--json', 'print the report for a program')
    .action(async ({ config, json }: { config?: string; json?: true }) => {
      const reading = readConfig({ env: process.env, file: config, cwd: process.cwd() })
      const report = await runDoctor(reading, probes)
      const text = json ? JSON.stringify(report, undefined, 2) : reportText(report)
      process.stdout.write(`${redactSecrets(text, secretsOf(reading))}\n`)
      process.exitCode = report.ok ? 0 : 1
    })
}

function secretsOf(reading: ConfigReading): readonly string[] {
  return reading.kind === 'config' ? reading.config.secrets.map((secret) => secret.reveal()) : []
}

const probes: Probes = {
  nodeVersion: process.versions.node,
  folder: probeFolder,
  isolation: async (config) => probeIsolation({ ...config, secretFiles: secretFilesOf(config) }),
  embeddedDatabase: probeEmbedded,
  postgres: probePostgres,
  redis: probeRedis,
  git: probeGit,
  repository: ({ id, repository, source }, dataDir) =>
    probeRepository(
      repository,
      source && gitAccessVariables(repository, source, keyFileOf(join(dataDir, 'mirrors'), id)),
    ),
  slack: probeSlack,
  discord: probeDiscord,
  port: probePort,
  inventory: probeInventory,
  kubernetes: probeKubernetes,
  ownFiles: probeOwnFiles,
  mcpServer: probeMcpServer,
  issuer: probeIssuer,
  ...accountProbes,
  ...modelProbes,
}

async function probeSlack({ botToken, connection, apiUrl }: SlackConfig): Promise<Verdict> {
  const way =
    connection.kind === 'socket'
      ? { appToken: connection.appToken.reveal() }
      : { signingSecret: connection.signingSecret.reveal() }
  const silent = pino({ level: 'silent' })
  const { checkSlack } = await import('../../../adapters/chat/slack/check-slack.ts')
  return verdictOf(await checkSlack({ botToken: botToken.reveal(), ...way, ...(apiUrl && { apiUrl }) }, silent))
}

async function probeDiscord({ token, servers, apiUrl }: DiscordConfig): Promise<Verdict> {
  const { checkDiscord } = await import('../../../adapters/chat/discord/check-discord.ts')
  return verdictOf(
    await checkDiscord({ token: token.reveal(), ...(servers && { servers }), ...(apiUrl && { apiUrl }) }),
  )
}

interface PlatformCheck {
  readonly ok: boolean
  readonly sentence: string
  readonly remedy?: string
}

function verdictOf({ ok, sentence, remedy }: PlatformCheck): Verdict {
  if (!ok) return { state: 'failed', sentence }
  return remedy === undefined ? { state: 'ok', sentence } : { state: 'warning', sentence, remedy }
}

async function probeEmbedded(folder: string): Promise<Verdict> {
  if (!existsSync(join(folder, 'pglite'))) return { state: 'ok', sentence: 'Embedded; made at the first start.' }
  try {
    const { store, pool } = await openEmbeddedStore({ folder, projections: [] })
    await readThrough(pool, DEFAULT_SCHEMA).finally(() => store.close())
    return { state: 'ok', sentence: 'Embedded, opens and can be read.' }
  } catch (error) {
    if (error instanceof FolderInUseError) return { state: 'ok', sentence: 'In use by the Shipmate that is running.' }
    if (error instanceof DatabaseDamagedError) return { state: 'failed', sentence: error.userMessage }
    const sentence = `The embedded database cannot be read: ${error instanceof Error ? error.message : String(error)}.`
    return { state: 'failed', sentence, remedy: `Restore ${folder} from a backup, or move it away to start empty.` }
  }
}
