import { dirname, resolve } from 'node:path'
import type { Grantee, Member } from '../src/access/policy.ts'
import type { AnnouncementRule } from '../src/domain/announcement.ts'
import type { ApprovalRule } from '../src/domain/approvals/approval-rule.ts'
import type { CodeRule } from '../src/domain/code-happening.ts'
import { MODEL_USES } from '../src/domain/model-use.ts'
import { ciAccountsFrom } from './ci-accounts.ts'
import { ciBuildFrom } from './ci-build.ts'
import { codeHostFrom, webhooksFrom } from './code-host-from.ts'
import type {
  Config,
  ModelConfig,
  OllamaConfig,
  OpenAiConfig,
  PlaceConfig,
  QueueConfig,
  RunAs,
  ServiceConfig,
  SlackConfig,
  StoreConfig,
} from './config.ts'
import {
  DEFAULT_ENVIRONMENTS,
  DEFAULT_OLLAMA,
  DEFAULT_OLLAMA_CLOUD,
  DEFAULT_OPENAI,
  defaultConfirmRule,
} from './defaults.ts'
import { gatesFrom } from './gates-from.ts'
import { gitSourceFrom } from './git-source.ts'
import { inventoryFrom } from './inventory-schema.ts'
import { mcpServersFrom } from './mcp-servers.ts'
import { retentionFrom } from './retention.ts'
import type { Settings } from './schema.ts'
import { minutesIn } from './schema-values.ts'
import { Secret } from './secret.ts'
import { secretValues } from './secret-values.ts'
import { slackInstallsFrom } from './slack-installs.ts'
import { localSettingsFrom } from './targets/local-target.ts'
import { type TargetOrigin, targetFrom } from './targets/target.ts'
import { telemetryFrom } from './telemetry.ts'

export interface Origin {
  readonly file: string | undefined
  readonly cwd: string
  /** What the files of examples hold. */
  readonly examples: Config['understanding']['examples']
  /** Values of secret variables that were put into other settings. */
  readonly secrets: readonly string[]
  readonly notices: Config['notices']
}

/** Settings that passed every check, in the shape the rest of the program uses. */
export function toConfig(settings: Settings, origin: Origin): Config {
  const folder = origin.file === undefined ? origin.cwd : dirname(origin.file)
  const { store, queue, slack, discord, services, environments, access, log, models } = settings
  const named = MODEL_USES.flatMap((use) => models[use])
  const isUsed = (provider: ModelConfig['provider']): boolean => named.some((name) => name.startsWith(`${provider}/`))
  const ollama: OllamaConfig = { ...DEFAULT_OLLAMA, ...settings.ollama }
  const ollamaCloud: OllamaConfig = { ...DEFAULT_OLLAMA_CLOUD, ...settings.ollamaCloud }
  const openai: OpenAiConfig = { ...DEFAULT_OPENAI, ...settings.openai }
  const route = (names: readonly string[]): readonly ModelConfig[] =>
    names.map((name) => modelFrom(name, { ollama, ollamaCloud, openai }))
  const config = {
    file: origin.file,
    dataDir: resolve(folder, settings.dataDir),
    publicHost: settings.publicHost,
    trustedProxies: settings.trustedProxies,
    runAs: runAsFrom(settings.runAs),
    http: {
      ...settings.http,
      grpcCert: settings.http.grpcCert && resolve(folder, settings.http.grpcCert),
      grpcKey: settings.http.grpcKey && resolve(folder, settings.http.grpcKey),
    },
    store: storeFrom(store),
    queue: queueFrom(queue),
    slack: slack && slackFrom(slack),
    discord: discord && { token: discord.token, servers: discord.servers, apiUrl: discord.apiUrl },
    worker: { ...settings.worker, name: settings.worker.name },
    log: { level: log.level, file: log.file === undefined ? undefined : resolve(folder, log.file) },
    services: services?.map((service) => {
      const codeHost = codeHostFrom(service.codeHost, service.repository, settings)
      const { build } = service
      return {
        ...serviceFrom(service, { folder, secrets: settings.secrets }),
        codeHost,
        ...(build && 'kind' in build && { ciBuild: ciBuildFrom(build, service.id, codeHost) }),
      }
    }),
    environments: environments?.map(environmentFrom) ?? DEFAULT_ENVIRONMENTS,
    rings: settings.rings,
    understanding: { examples: origin.examples },
    gates: gatesFrom(settings),
    confirmation: settings.confirmation,
    language: settings.language,
    access: accessFrom(access),
    approvals: settings.approvals.map(approvalRuleFrom),
    people: settings.people,
    ollama: settings.ollama || isUsed('ollama') ? ollama : undefined,
    ollamaCloud: settings.ollamaCloud || isUsed('ollama-cloud') ? ollamaCloud : undefined,
    openai: settings.openai || isUsed('openai') ? openai : undefined,
    models: {
      conversation: route(models.conversation),
      decision: route(models.decision),
      summary: route(models.summary),
    },
    notation: settings.notation,
    drift: settings.drift,
    inventory: inventoryFrom(settings.inventory),
    webhooks: webhooksFrom(settings),
    ci: ciAccountsFrom(settings),
    codeEvents: settings.codeEvents.map(codeRuleFrom),
    announcements: settings.announcements.map(announcementRuleFrom),
    mcp: { channel: settings.mcp.channel, servers: mcpServersFrom(settings.mcp, settings.secrets) },
    workflows: { ...settings.workflows, folder: resolve(folder, settings.workflows.folder) },
    agents: { folder: resolve(folder, settings.agents.folder) },
    outgoingWebhooks: settings.outgoingWebhooks,
    retention: retentionFrom(settings.retention),
    tracing: tracingFrom(settings.tracing),
    notices: origin.notices,
  }
  const secrets = [...secretValues([settings, config.store, config.queue]), ...origin.secrets]
  return { ...config, secrets: [...new Set(secrets)].map((value) => new Secret(value)) }
}

function tracingFrom({ endpoint, ...rest }: Settings['tracing']): Config['tracing'] {
  return endpoint === undefined ? undefined : { endpoint, ...rest }
}

function environmentFrom({
  confirm,
  ring,
  ...rest
}: NonNullable<Settings['environments']>[number]): Config['environments'][number] {
  return { ...rest, confirm: confirm ?? defaultConfirmRule(rest.id), ...(ring && { ring }) }
}

interface Providers {
  readonly ollama: OllamaConfig
  readonly ollamaCloud: OllamaConfig
  readonly openai: OpenAiConfig
}

/** `ollama/qwen3:8b`, as the schema has it; a model's own name may hold slashes too. */
function modelFrom(name: string, { ollama, ollamaCloud, openai }: Providers): ModelConfig {
  const slash = name.indexOf('/')
  const model = name.slice(slash + 1)
  switch (name.slice(0, slash)) {
    case 'ollama':
      return { provider: 'ollama', model, ...ollama }
    case 'ollama-cloud':
      return { provider: 'ollama-cloud', model, ...ollamaCloud }
    default:
      return { provider: 'openai', model, ...openai }
  }
}

function runAsFrom(runAs: string): RunAs {
  if (runAs === 'auto' || runAs === 'bot') return runAs
  const [uid = '', gid = uid] = runAs.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function storeFrom(store: string): StoreConfig {
  if (store === 'embedded' || store === 'memory') return { kind: store }
  return { kind: 'postgres', url: new Secret(store) }
}

function queueFrom(queue: string): QueueConfig {
  return queue === 'store' ? { kind: 'store' } : { kind: 'redis', url: new Secret(queue) }
}

function slackFrom(slack: NonNullable<Settings['slack']>): SlackConfig | undefined {
  const { botToken, appToken, signingSecret, host, port } = slack
  // Slack's client appends method names to it as it is.
  const apiUrl = slack.apiUrl?.replace(/\/*$/, '/')
  if (botToken === undefined) return undefined
  const shared = { botToken, apiUrl, installs: slackInstallsFrom(slack) }
  if (appToken !== undefined) return { ...shared, connection: { kind: 'socket', appToken } }
  return signingSecret && { ...shared, connection: { kind: 'http', signingSecret, host, port } }
}

function serviceFrom(
  service: NonNullable<Settings['services']>[number],
  origin: Omit<TargetOrigin, 'service' | 'place'>,
): Omit<ServiceConfig, 'codeHost'> {
  const { id, aliases, description, repository, build, buildTimeoutSeconds, keep, objective, canary, environments } =
    service
  const { test, testTimeoutSeconds } = service
  const local = localSettingsFrom(service)
  const source = gitSourceFrom(service.source, origin.secrets)
  const places = Object.entries(environments).map(([name, place]): readonly [string, PlaceConfig] => [
    name,
    {
      objective: place.objective,
      target: targetFrom(place.target ?? service.target, { ...origin, service, place }),
      ...telemetryOf(place.telemetry ?? service.telemetry, origin.secrets),
    },
  ])
  return {
    id,
    aliases,
    description,
    repository: locateRepository(repository, origin.folder),
    ...(source && { source }),
    ...(build && !('kind' in build) && { build }),
    buildTimeoutSeconds,
    keep,
    ...(local && { local }),
    ...(test && { test: { command: test, timeoutSeconds: testTimeoutSeconds } }),
    objective,
    canary,
    environments: Object.fromEntries(places),
  }
}

function telemetryOf(
  chosen: NonNullable<Settings['services']>[number]['telemetry'],
  secrets: Readonly<Record<string, Secret>>,
): Pick<PlaceConfig, 'telemetry'> {
  return chosen ? { telemetry: telemetryFrom(chosen, secrets) } : {}
}

/** `https://…`, `ssh://…` and `git@host:path` are git's own affair; everything else is a path. */
function locateRepository(repository: string, folder: string): string {
  const isRemote = /^[a-z][a-z0-9+.-]*:\/\//i.test(repository) || /^[\w.-]+@[\w.-]+:/.test(repository)
  return isRemote ? repository : resolve(folder, repository)
}

function accessFrom(access: Settings['access']): Config['access'] {
  const roles = Object.entries(access?.roles ?? {}).map(([name, { may, services, environments }]) => ({
    name,
    may,
    ...(services && { services }),
    ...(environments && { environments }),
  }))
  return { roles, members: access?.members.map(memberFrom) }
}

function approvalRuleFrom({ expires, when, ...rule }: Settings['approvals'][number]): ApprovalRule {
  const { hours, weekdays, zone } = when ?? {}
  const [from, to] = hours?.split('-') ?? []
  return {
    ...rule,
    expiresMinutes: minutesIn(expires),
    ...(zone !== undefined && {
      when: { zone, ...(weekdays && { weekdays }), ...(from !== undefined && to !== undefined && { from, to }) },
    }),
  }
}

function announcementRuleFrom({
  services,
  environments,
  ...rule
}: Settings['announcements'][number]): AnnouncementRule {
  return { ...rule, ...(services && { services }), ...(environments && { environments }) }
}

function codeRuleFrom({
  services,
  branches,
  deploy,
  workflow: _,
  with: __,
  ...rule
}: Settings['codeEvents'][number]): CodeRule {
  return {
    ...rule,
    ...(services && { services }),
    ...(branches && { branches }),
    ...(deploy !== undefined && { deploy }),
  }
}

type MemberSettings = NonNullable<Settings['access']>['members'][number]

function memberFrom({ name, roles, ...who }: MemberSettings): Member {
  return { who: granteeFrom(who), roles, ...(name && { name }) }
}

function granteeFrom({ user, group, guests, strangers }: Omit<MemberSettings, 'name' | 'roles'>): Grantee {
  if (user !== undefined) return { kind: 'user', user }
  if (group !== undefined) return { kind: 'group', group }
  if (guests) return { kind: 'guests' }
  return { kind: strangers ? 'strangers' : 'everyone' }
}
