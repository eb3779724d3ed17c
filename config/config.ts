import type { Frame } from '../intents/model/example-file.ts'
import type { AccessSettings } from '../src/access/default-policy.ts'
import type { AnnouncementRule } from '../src/domain/announcement.ts'
import type { ApprovalRule } from '../src/domain/approvals/approval-rule.ts'
import type { CodeRule } from '../src/domain/code-happening.ts'
import type { RemediationName } from '../src/domain/drift.ts'
import type { EnvironmentId, ServiceId, ThreadId } from '../src/domain/ids.ts'
import type { Language } from '../src/domain/language.ts'
import type { ModelUse } from '../src/domain/model-use.ts'
import type { Objective } from '../src/domain/objective.ts'
import type { CanarySettings } from '../src/domain/release.ts'
import type { Ring } from '../src/domain/ring.ts'
import type { LinkedPerson } from '../src/domain/same-person.ts'
import type { GateSettings } from '../src/domain/settings.ts'
import type { StepKind } from '../src/domain/workflow.ts'
import type { CiAccounts } from './ci-accounts.ts'
import type { CiBuildConfig } from './ci-build.ts'
import type { CodeHostConfig, WebhookConfig } from './code-host-from.ts'
import type { GitSourceConfig } from './git-source.ts'
import type { InventoryConfig } from './inventory-schema.ts'
import type { McpServerConfig } from './mcp-servers.ts'
import type { OutgoingWebhookConfig } from './outgoing-webhooks.ts'
import type { RetentionConfig } from './retention.ts'
import type { Secret } from './secret.ts'
import type { LocalSettings } from './targets/local-target.ts'
import type { TargetConfig } from './targets/target.ts'
import type { TelemetryConfig } from './telemetry.ts'

/** Everything that can be set, with its defaults filled in. docs/configuration.md lists it for people. */
export interface HttpConfig {
  readonly host: string
  readonly port: number
  readonly hosts: readonly string[]
  /** Where browsers reach the console, by https; undefined where it is on this machine alone. */
  readonly url?: string | undefined
  /** Where gRPC over HTTP/2 is served; undefined where it is not. */
  readonly grpcPort?: number | undefined
  /** Absolute. */
  readonly grpcCert?: string | undefined
  /** Absolute. */
  readonly grpcKey?: string | undefined
  readonly jwt?: JwtConfig | undefined
  readonly oidc?: OidcConfig | undefined
}

/** Tokens that others sign: by a secret, or with the keys of an issuer. */
export interface JwtConfig {
  readonly secret?: Secret | undefined
  readonly issuer?: string | undefined
  readonly audience: string
  readonly userClaim: string
}

/** The OpenID provider by which people sign in to the console. */
export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: Secret | undefined
  readonly userClaim: string
}

export interface Config {
  /** The configuration file that was read; undefined when there is none. */
  readonly file: string | undefined
  /** Absolute. */
  readonly dataDir: string
  /** The address of the services' public ports. */
  readonly publicHost: string
  /** Proxies in front of the public ports, whose word on the client is taken: addresses and networks. */
  readonly trustedProxies: readonly string[]
  readonly http: HttpConfig
  /** Who runs builds and services. */
  readonly runAs: RunAs
  readonly store: StoreConfig
  readonly queue: QueueConfig
  readonly slack: SlackConfig | undefined
  readonly discord: DiscordConfig | undefined
  readonly worker: WorkerConfig
  readonly log: LogConfig
  /** Undefined: none is declared, and the sample service `billionmail` is used in its place. */
  readonly services: readonly ServiceConfig[] | undefined
  readonly environments: readonly EnvironmentConfig[]
  /** Groups of them that get a release one after the other. */
  readonly rings: readonly Ring[]
  /** What people say here, learned beside the examples that come with the project. */
  readonly understanding: { readonly examples: readonly Frame[] }
  readonly gates: GateSettings
  readonly confirmation: { readonly expiresAfterMinutes: number }
  /** What people are answered in who show none. */
  readonly language: Language
  readonly access: AccessSettings
  /** What needs a second person. */
  readonly approvals: readonly ApprovalRule[]
  /** Whose accounts belong to one person. */
  readonly people: readonly LinkedPerson[]
  readonly ollama: OllamaConfig | undefined
  readonly ollamaCloud: OllamaConfig | undefined
  readonly openai: OpenAiConfig | undefined
  /** For each use, who is asked, in this order; the rules after the last. */
  readonly models: Readonly<Record<ModelUse, readonly ModelConfig[]>>
  readonly notation: NotationConfig
  /** What may be proposed where something else serves than should. */
  readonly drift: { readonly remediations: readonly RemediationName[] }
  /** Devices that others look after. Undefined: there are none. */
  readonly inventory: InventoryConfig | undefined
  readonly webhooks: WebhookConfig
  /** Where runs of CI systems are started. */
  readonly ci: CiAccounts
  /** What is done about what they report. */
  readonly codeEvents: readonly CodeRule[]
  /** Channels that follow changes. */
  readonly announcements: readonly AnnouncementRule[]
  readonly mcp: {
    /** Where people are asked about what AI assistants propose. Undefined: at the terminal, else in the console. */
    readonly channel: ThreadId | undefined
    /** What models may look things up with besides. */
    readonly servers: readonly McpServerConfig[]
  }
  /** Where a team's own workflows are, absolute, and the secrets that they may use, by their names. */
  readonly workflows: { readonly folder: string; readonly secrets: Readonly<Record<string, Secret>> }
  /** Where a team's own agents are. Absolute. */
  readonly agents: { readonly folder: string }
  /** Who is sent what has happened. */
  readonly outgoingWebhooks: readonly OutgoingWebhookConfig[]
  /** Where spans and figures are sent; undefined: nowhere. */
  readonly tracing: TracingConfig | undefined
  /** How long is kept what people said. */
  readonly retention: RetentionConfig
  /** What works still and is to be written otherwise, as sentences. */
  readonly notices: readonly string[]
  /** Every secret value there is, to keep out of logs, cards and documents. */
  readonly secrets: readonly Secret[]
}

/** `auto`: whoever is furthest from the bot that this system allows. `bot`: the bot's own user. */
export type RunAs = 'auto' | 'bot' | { readonly uid: number; readonly gid: number }

/** `embedded`: PGlite in the data folder. `memory`: nothing outlives the process. */
export type StoreConfig =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'postgres'; readonly url: Secret }

/** `store`: jobs are kept in the same database as the event log. */
export type QueueConfig = { readonly kind: 'store' } | { readonly kind: 'redis'; readonly url: Secret }

export interface SlackConfig {
  readonly botToken: Secret
  readonly connection: SlackConnection
  readonly apiUrl: string | undefined
  /** Undefined: nobody can install it in another workspace. */
  readonly installs: SlackInstallsConfig | undefined
}

/** What it takes for others to install the app into their workspaces. */
export interface SlackInstallsConfig {
  readonly clientId: string
  readonly clientSecret: Secret
  readonly stateSecret: Secret
  /** 32 bytes in base64. */
  readonly installationKey: Secret
  readonly olderInstallationKeys: readonly Secret[]
  readonly publicUrl: string
  readonly host: string
  readonly port: number
}

export type SlackConnection =
  | { readonly kind: 'socket'; readonly appToken: Secret }
  | { readonly kind: 'http'; readonly signingSecret: Secret; readonly host: string; readonly port: number }

export interface DiscordConfig {
  readonly token: Secret
  /** Servers that are home. Undefined: the one the bot is in, if it is only one. */
  readonly servers: readonly string[] | undefined
  readonly apiUrl: string | undefined
}

/** What this process does of the work. */
export interface WorkerConfig {
  /** Undefined: it is called as its host is. */
  readonly name: string | undefined
  readonly capabilities: readonly StepKind[]
  /** Steps of each kind at a time. */
  readonly concurrency: number
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface LogConfig {
  readonly level: LogLevel
  /** Absolute; undefined logs to standard output, or beside the data when a terminal chat owns that. */
  readonly file: string | undefined
}

/** What can be deployed. */
export interface ServiceConfig {
  readonly id: ServiceId
  readonly aliases: readonly string[]
  readonly description: string | undefined
  /** An absolute path, or a URL git understands. */
  readonly repository: string
  /** Where its pull requests are; undefined where nobody knows. */
  readonly codeHost?: CodeHostConfig | undefined
  /** What the repository is read with. */
  readonly source?: GitSourceConfig
  /** A list of arguments, never a shell string. */
  readonly build?: readonly string[]
  /** The CI system that builds it; it is not built on this machine then. */
  readonly ciBuild?: CiBuildConfig
  readonly buildTimeoutSeconds: number
  /** How a built commit is tested. */
  readonly test?: { readonly command: readonly string[]; readonly timeoutSeconds: number }
  /** How many releases stay on this machine at least. */
  readonly keep: number
  /** How it runs where its target is local; left out where it never is. */
  readonly local?: LocalSettings
  readonly objective?: Objective | undefined
  readonly canary: CanarySettings
  readonly environments: Readonly<Record<EnvironmentId, PlaceConfig>>
}

/** A service in one environment. */
export interface PlaceConfig {
  /** Where it runs. */
  readonly target: TargetConfig
  /** Who counts the requests of its users; left out, what is usual for its target. */
  readonly telemetry?: TelemetryConfig
  /** In the place of the service's. */
  readonly objective?: Objective | undefined
}

export const OTLP_PROTOCOLS = ['http/protobuf', 'http/json', 'grpc'] as const

/** Of an OpenTelemetry collector. */
export interface TracingConfig {
  readonly endpoint: string
  readonly protocol: (typeof OTLP_PROTOCOLS)[number]
  /** From 0 to 1. */
  readonly sampling: number
  readonly headers: Readonly<Record<string, Secret>>
}

/** Which effects ask before they are carried out; `danger` always does. */
export const CONFIRM_RULES = ['changes', 'danger-only'] as const
export type ConfirmRule = (typeof CONFIRM_RULES)[number]

export interface EnvironmentConfig {
  readonly id: EnvironmentId
  readonly aliases: readonly string[]
  readonly confirm: ConfirmRule
  /** A group of devices of the inventory. */
  readonly ring?: true
}

/** A language model and where it is asked. */
export type ModelConfig =
  | ({ readonly provider: 'ollama' | 'ollama-cloud'; readonly model: string } & OllamaConfig)
  | ({ readonly provider: 'openai'; readonly model: string } & OpenAiConfig)

export interface OllamaConfig {
  readonly concurrency: number
  readonly host: string
  readonly key: Secret | undefined
}

export interface OpenAiConfig {
  readonly concurrency: number
  readonly baseUrl: string
  readonly key: Secret | undefined
}

/** Where the compact notation is used. */
export interface NotationConfig {
  /** What goes into language models. */
  readonly input: boolean
  /** What Shipmate's own processes and agents write to each other. */
  readonly internal: boolean
  /** Lists in answers to people. */
  readonly output: boolean
  readonly counting: TokenCounting
}

export const TOKEN_COUNTING = ['estimate', 'tokenizer'] as const
export type TokenCounting = (typeof TOKEN_COUNTING)[number]
