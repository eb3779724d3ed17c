import type { Config } from '../../../config/config.ts'
import { describeProblem } from '../../../config/problem.ts'
import type { ConfigReading } from '../../../config/read-config.ts'
import { approvalGaps } from '../../access/approval-gaps.ts'
import { deployGap, policyFrom } from '../../access/default-policy.ts'
import { type WideGrant, wideGrants } from '../../access/too-wide.ts'
import { accountChecks } from './account-checks.ts'
import { identityChecks } from './identity-checks.ts'
import { modelChecks } from './model-checks.ts'
import type { Probes } from './probes.ts'
import { type Check, type DoctorReport, reportOf, type Verdict } from './report.ts'

/** Runs TypeScript as it is, and lets the proxy choose which upgrades it takes. */
const OLDEST_NODE = '24.9'

/** Checks everything that is configured. With a configuration that cannot be read, that is all there is to say. */
export async function runDoctor(reading: ConfigReading, probes: Probes): Promise<DoctorReport> {
  const node: Check = { name: 'Node', verdict: nodeVerdict(probes.nodeVersion) }
  switch (reading.kind) {
    case 'problems': {
      const sentence = reading.problems.map(describeProblem).join('\n')
      return reportOf([{ name: 'Configuration', verdict: { state: 'failed', sentence } }, node])
    }
    case 'config': {
      const configuration: Check = { name: 'Configuration', verdict: fileVerdict(reading.config) }
      const parts = checksFor(reading.config, probes).map(async ([name, verdict]) => ({
        name,
        verdict: await verdict,
      }))
      const [checks, models] = await Promise.all([Promise.all(parts), modelChecks(reading.config, probes)])
      return reportOf([configuration, node, ...checks, ...models])
    }
  }
}

type Running = readonly [name: string, verdict: Promise<Verdict> | Verdict]

function checksFor(config: Config, probes: Probes): readonly Running[] {
  const { slack, discord, queue, http, inventory } = config
  const rings = config.environments.filter(({ ring }) => ring).map(({ id }) => id)
  return [
    ['Agents and workflows', probes.ownFiles(config)],
    ['Data folder', probes.folder(config.dataDir)],
    ['Isolation', probes.isolation(config)],
    ['Database', databaseVerdict(config, probes)],
    ['Redis', queue.kind === 'redis' ? probes.redis(queue.url.reveal()) : unset('Jobs are kept in the database.')],
    ['git', probes.git()],
    ...(config.services ?? []).map(
      (service) => [`Repository of ${service.id}`, probes.repository(service, config.dataDir)] as const,
    ),
    ['Slack', slack ? probes.slack(slack) : unset('Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to connect it.')],
    ['Discord', discord ? probes.discord(discord) : unset('Set DISCORD_TOKEN to connect it.')],
    ...(runsOnKubernetes(config) ? [['Kubernetes', probes.kubernetes(config.services ?? [])] as const] : []),
    ...accountChecks(config, probes),
    ...config.mcp.servers.map((server) => [`MCP server ${server.name}`, probes.mcpServer(server)] as const),
    ...(inventory ? [['Inventory', probes.inventory(inventory, rings)] as const] : []),
    ...identityChecks(http, probes),
    ['Access', accessVerdict(config)],
    ...(config.approvals.length > 0 ? [['Approvals', approvalsVerdict(config)] as const] : []),
    ...(config.understanding.examples.length > 0 ? [['Own examples', examplesVerdict(config)] as const] : []),
    [`Port ${http.port}`, probes.port(http.host, http.port)],
    ...(slack?.connection.kind === 'http'
      ? [[`Port ${slack.connection.port}`, probes.port(slack.connection.host, slack.connection.port)] as const]
      : []),
  ]
}

function runsOnKubernetes({ services = [] }: Config): boolean {
  return services.some(({ environments }) =>
    Object.values(environments).some(({ target }) => target.kind === 'kubernetes'),
  )
}

function nodeVerdict(version: string): Verdict {
  if (version.localeCompare(OLDEST_NODE, 'en', { numeric: true }) >= 0) return { state: 'ok', sentence: version }
  const remedy = 'Start it through npm (npm start, npm run doctor), which uses the version installed with the project.'
  return { state: 'failed', sentence: `${version} is older than ${OLDEST_NODE}.`, remedy }
}

function fileVerdict({ file }: Config): Verdict {
  const sentence = file ?? 'No file: environment variables and defaults. See config/example.shipmate.yaml.'
  return { state: 'ok', sentence }
}

function databaseVerdict({ store, dataDir }: Config, probes: Probes): Promise<Verdict> | Verdict {
  switch (store.kind) {
    case 'embedded':
      return probes.embeddedDatabase(dataDir)
    case 'postgres':
      return probes.postgres(store.url.reveal())
    case 'memory':
      return { state: 'ok', sentence: 'In memory: everything is forgotten when the process ends.' }
  }
}

function accessVerdict({ access, slack, discord }: Config): Verdict {
  const chatConnected = slack !== undefined || discord !== undefined
  const gap = deployGap(policyFrom(access, chatConnected))
  if (gap !== undefined) return { state: 'failed', sentence: gap }
  const wide = wideGrants(policyFrom(access, chatConnected))
  if (wide.length > 0) return wideVerdict(wide)
  return { state: 'ok', sentence: chatConnected ? 'Somebody may deploy.' : 'You, at the terminal, are the owner.' }
}

function approvalsVerdict({ access, slack, discord, approvals, people }: Config): Verdict {
  const gaps = approvalGaps(approvals, policyFrom(access, slack !== undefined || discord !== undefined), people)
  if (gaps.length > 0) return { state: 'failed', sentence: gaps.join('\n') }
  return { state: 'ok', sentence: approvals.length === 1 ? '1 rule.' : `${approvals.length} rules.` }
}

function wideVerdict(wide: readonly WideGrant[]): Verdict {
  return {
    state: wide.some(({ severity }) => severity === 'unsafe') ? 'failed' : 'warning',
    sentence: wide.map(({ sentence }) => sentence).join('\n'),
    remedy: 'Give such roles to people or groups by their ids, under access: in shipmate.yaml.',
  }
}

function examplesVerdict({ understanding: { examples } }: Config): Verdict {
  return {
    state: 'ok',
    sentence: `${examples.length} for ${new Set(examples.map(({ intent }) => intent)).size} intents.`,
  }
}

const unset = (sentence: string): Verdict => ({ state: 'not-configured', sentence })
