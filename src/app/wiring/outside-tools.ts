import type { Logger } from 'pino'
import { openOutsideServers, type ServerSettings } from '../../../adapters/mcp-client/outside-servers.ts'
import type { Config } from '../../../config/config.ts'
import type { McpServerConfig } from '../../../config/mcp-servers.ts'
import { packageVersion } from '../commands/package-version.ts'

/** The configured MCP servers of others; they are looked for while the bot starts. */
export function outsideToolsOf({ mcp }: Config, log: Logger) {
  return openOutsideServers(mcp.servers.map(serverSettings), {
    version: packageVersion(),
    onFault: (err, server) => log.warn({ err, server }, 'an MCP server does not do what was asked'),
  })
}

export function serverSettings({ name, tools, timeoutSeconds, reached }: McpServerConfig): ServerSettings {
  const timeoutMs = timeoutSeconds * 1_000
  if (reached.kind === 'url') return { name, tools, timeoutMs, reached: { ...reached, token: reached.token?.reveal() } }
  const { command, env, secretEnv } = reached
  const secrets = Object.entries(secretEnv).map(([variable, secret]) => [variable, secret.reveal()] as const)
  return {
    name,
    tools,
    timeoutMs,
    reached: { kind: 'command', command, env: { ...env, ...Object.fromEntries(secrets) } },
  }
}
