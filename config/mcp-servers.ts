import type { z } from 'zod'
import type { mcp } from './mcp-schema.ts'
import type { Secret } from './secret.ts'
import { givenVariables } from './targets/given-variables.ts'

/** An MCP server of somebody else. */
export interface McpServerConfig {
  readonly name: string
  readonly tools: readonly string[]
  readonly timeoutSeconds: number
  readonly reached:
    | {
        readonly kind: 'command'
        readonly command: readonly string[]
        readonly env: Readonly<Record<string, string>>
        readonly secretEnv: Readonly<Record<string, Secret>>
      }
    | { readonly kind: 'url'; readonly url: string; readonly token: Secret | undefined }
}

export function mcpServersFrom(
  { servers }: z.output<typeof mcp>,
  secrets: Readonly<Record<string, Secret>>,
): readonly McpServerConfig[] {
  return servers.map(({ name, tools, timeoutSeconds, command, url, token, env, secretsFrom }) => ({
    ...{ name, tools, timeoutSeconds },
    reached:
      url === undefined
        ? { kind: 'command', command: command ?? [], ...givenVariables({ env, secretsFrom }, secrets) }
        : { kind: 'url', url, token: token === undefined ? undefined : secrets[token] },
  }))
}
