/** A setting that an environment variable gives. It goes before what the file says. */
export interface Variable {
  readonly name: string
  readonly path: readonly string[]
}

export const DATA_DIR_VARIABLE = 'SHIPMATE_DATA_DIR'

export const VARIABLES: readonly Variable[] = [
  { name: DATA_DIR_VARIABLE, path: ['dataDir'] },
  { name: 'SHIPMATE_PUBLIC_HOST', path: ['publicHost'] },
  { name: 'SHIPMATE_TRUSTED_PROXIES', path: ['trustedProxies'] },
  { name: 'SHIPMATE_RUN_AS', path: ['runAs'] },
  { name: 'SHIPMATE_HTTP_HOST', path: ['http', 'host'] },
  { name: 'SHIPMATE_HTTP_HOSTS', path: ['http', 'hosts'] },
  { name: 'SHIPMATE_HTTP_PORT', path: ['http', 'port'] },
  { name: 'SHIPMATE_HTTP_URL', path: ['http', 'url'] },
  { name: 'SHIPMATE_GRPC_PORT', path: ['http', 'grpcPort'] },
  { name: 'SHIPMATE_GRPC_CERT', path: ['http', 'grpcCert'] },
  { name: 'SHIPMATE_GRPC_KEY', path: ['http', 'grpcKey'] },
  { name: 'DATABASE_URL', path: ['store'] },
  // After DATABASE_URL, which platforms set unasked: who sets this one means it.
  { name: 'SHIPMATE_STORE', path: ['store'] },
  { name: 'REDIS_URL', path: ['queue'] },
  { name: 'SLACK_BOT_TOKEN', path: ['slack', 'botToken'] },
  { name: 'SLACK_APP_TOKEN', path: ['slack', 'appToken'] },
  { name: 'SLACK_SIGNING_SECRET', path: ['slack', 'signingSecret'] },
  { name: 'SLACK_HOST', path: ['slack', 'host'] },
  { name: 'SLACK_PORT', path: ['slack', 'port'] },
  { name: 'SLACK_API_URL', path: ['slack', 'apiUrl'] },
  { name: 'SLACK_CLIENT_ID', path: ['slack', 'clientId'] },
  { name: 'SLACK_CLIENT_SECRET', path: ['slack', 'clientSecret'] },
  { name: 'SLACK_STATE_SECRET', path: ['slack', 'stateSecret'] },
  { name: 'SLACK_INSTALLATION_KEY', path: ['slack', 'installationKey'] },
  { name: 'SLACK_OLDER_INSTALLATION_KEYS', path: ['slack', 'olderInstallationKeys'] },
  { name: 'SLACK_PUBLIC_URL', path: ['slack', 'publicUrl'] },
  { name: 'DISCORD_TOKEN', path: ['discord', 'token'] },
  { name: 'DISCORD_SERVERS', path: ['discord', 'servers'] },
  { name: 'DISCORD_API_URL', path: ['discord', 'apiUrl'] },
  { name: 'SHIPMATE_GITHUB_TOKEN', path: ['github', 'token'] },
  { name: 'SHIPMATE_GITHUB_WEBHOOK_SECRET', path: ['github', 'webhookSecret'] },
  { name: 'SHIPMATE_GITLAB_TOKEN', path: ['gitlab', 'token'] },
  { name: 'SHIPMATE_GITLAB_WEBHOOK_SECRET', path: ['gitlab', 'webhookSecret'] },
  { name: 'SHIPMATE_MCP_CHANNEL', path: ['mcp', 'channel'] },
  { name: 'SHIPMATE_WORKER_NAME', path: ['worker', 'name'] },
  { name: 'SHIPMATE_WORKER_CAPABILITIES', path: ['worker', 'capabilities'] },
  { name: 'SHIPMATE_WORKER_CONCURRENCY', path: ['worker', 'concurrency'] },
  { name: 'SHIPMATE_LOG_LEVEL', path: ['log', 'level'] },
  { name: 'SHIPMATE_LOG_FILE', path: ['log', 'file'] },
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', path: ['tracing', 'endpoint'] },
  { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', path: ['tracing', 'protocol'] },
  { name: 'SHIPMATE_TRACING_SAMPLING', path: ['tracing', 'sampling'] },
  { name: 'OLLAMA_HOST', path: ['ollama', 'host'] },
  { name: 'OLLAMA_API_KEY', path: ['ollama', 'key'] },
  { name: 'OLLAMA_CLOUD_API_KEY', path: ['ollamaCloud', 'key'] },
  { name: 'OPENAI_BASE_URL', path: ['openai', 'baseUrl'] },
  { name: 'OPENAI_API_KEY', path: ['openai', 'key'] },
  { name: 'SHIPMATE_CONVERSATION_MODEL', path: ['models', 'conversation'] },
  { name: 'SHIPMATE_DECISION_MODEL', path: ['models', 'decision'] },
  { name: 'SHIPMATE_SUMMARY_MODEL', path: ['models', 'summary'] },
]

/** Names the configuration file when `--config` does not. */
export const FILE_VARIABLE = 'SHIPMATE_CONFIG'

export type Environment = Readonly<Record<string, string | undefined>>

/** The variables that are set. An empty one counts as not set: compose files pass those on. */
export function variablesSet(env: Environment): readonly (Variable & { readonly value: string })[] {
  return VARIABLES.flatMap((variable) => {
    const value = env[variable.name]?.trim()
    return value ? [{ ...variable, value }] : []
  })
}
