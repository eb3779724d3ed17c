import { outsideServer } from '../../../adapters/mcp-client/outside-servers.ts'
import type { McpServerConfig } from '../../../config/mcp-servers.ts'
import type { Verdict } from '../doctor/report.ts'
import { serverSettings } from '../wiring/outside-tools.ts'
import { packageVersion } from './package-version.ts'

/** Whether a server answers, and which of the tools that it is wanted for models may have. */
export async function probeMcpServer(config: McpServerConfig): Promise<Verdict> {
  const server = outsideServer(serverSettings(config), { version: packageVersion(), onFault: () => {} })
  try {
    const { tools, refused } = await server.look()
    const missing = refused.map(({ tool, problem }) => `${tool} is not offered: ${problem}.`)
    const found = `${tools.length} of ${config.tools.length} tools may be used.`
    if (missing.length === 0) return { state: 'ok', sentence: found }
    const remedy = 'Take them out of tools, or have the server say readOnlyHint where they only read.'
    return { state: tools.length > 0 ? 'warning' : 'failed', sentence: [found, ...missing].join(' '), remedy }
  } catch {
    const { reached, timeoutSeconds } = config
    const sentence = `It does not answer within ${timeoutSeconds} s.`
    const what = reached.kind === 'url' ? 'the address and the token' : 'that the command starts by itself'
    return { state: 'failed', sentence, remedy: `Check ${what}. The bot works without it.` }
  } finally {
    await server.close()
  }
}
