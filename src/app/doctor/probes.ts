import type { CiAccounts } from '../../../config/ci-accounts.ts'
import type { GithubServer } from '../../../config/code-host-from.ts'
import type {
  Config,
  DiscordConfig,
  OllamaConfig,
  OpenAiConfig,
  ServiceConfig,
  SlackConfig,
} from '../../../config/config.ts'
import type { InventoryConfig } from '../../../config/inventory-schema.ts'
import type { McpServerConfig } from '../../../config/mcp-servers.ts'
import type { Verdict } from './report.ts'

/** What the outside world says of itself. None throws, none changes anything, each ends within seconds. */
export interface Probes {
  readonly nodeVersion: string
  folder(path: string): Promise<Verdict>
  /** How builds and services are kept from the bot's tokens here, and where releases lie. */
  isolation(config: Pick<Config, 'runAs' | 'file' | 'dataDir'>): Promise<Verdict>
  /** PGlite in a folder; a folder that is not there yet is fine. */
  embeddedDatabase(dataDir: string): Promise<Verdict>
  postgres(url: string): Promise<Verdict>
  redis(url: string): Promise<Verdict>
  git(): Promise<Verdict>
  repository(service: Pick<ServiceConfig, 'id' | 'repository' | 'source'>, dataDir: string): Promise<Verdict>
  slack(config: SlackConfig): Promise<Verdict>
  discord(config: DiscordConfig): Promise<Verdict>
  /** @param wanted Models that are to be there. */
  ollama(config: OllamaConfig, wanted: readonly string[]): Promise<Verdict>
  ollamaCloud(config: OllamaConfig, wanted: readonly string[]): Promise<Verdict>
  openai(config: OpenAiConfig, wanted: readonly string[]): Promise<Verdict>
  /** @param rings Those that the configuration names. */
  inventory(config: InventoryConfig, rings: readonly string[]): Promise<Verdict>
  /** Whether the clusters of these services answer, and what Shipmate may not do there. */
  kubernetes(services: NonNullable<Config['services']>): Promise<Verdict>
  /** What `start` would say of a team's own agents and workflows. */
  ownFiles(config: Config): Promise<Verdict>
  /** Whether the account is accepted. @param startsRuns A service needs more than to be read. */
  github(server: GithubServer, startsRuns: boolean): Promise<Verdict>
  gitlab(server: NonNullable<CiAccounts['gitlab']>, startsRuns: boolean): Promise<Verdict>
  /** Whether an MCP server answers, and what of it models may have. */
  mcpServer(server: McpServerConfig): Promise<Verdict>
  /** Whether who signs tokens, or signs people in, answers as itself, with keys and the same time. */
  issuer(issuer: string): Promise<Verdict>
  jenkins(account: NonNullable<CiAccounts['jenkins']>): Promise<Verdict>
  /** Free, or held by a Shipmate that runs already. */
  port(host: string, port: number): Promise<Verdict>
}
