import { Command } from 'commander'
import { bridgeStdio } from '../../../adapters/http/mcp/stdio-bridge.ts'
import { BotError } from '../../domain/errors.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly url?: string
  readonly config?: string
}

/** Thrown when it is not known on whose behalf the bot is asked, or where it is. */
class McpAccessError extends BotError {
  override readonly name = 'McpAccessError'
  readonly code = 'mcp_access'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** Lets an AI assistant that starts programs talk to the running bot, as whoever SHIPMATE_TOKEN is of. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .description('let an AI assistant talk to the running bot over standard input and output (MCP)')
    .option('--url <url>', 'where the bot answers (default: SHIPMATE_URL, or the configured port of this machine)')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async (flags: Flags) => {
      const token = process.env.SHIPMATE_TOKEN?.trim() ?? ''
      if (!/^[!-~]{1,4096}$/.test(token))
        throw new McpAccessError(
          'There is no token. Set SHIPMATE_TOKEN; `shipmate token create --name NAME --role viewer` makes one.',
        )
      // Standard output is the assistant's.
      const warn = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
      await bridgeStdio({ url: addressOf(flags), token, input: process.stdin, output: process.stdout, warn })
      process.exit()
    })
}

function addressOf({ url, config }: Flags): URL {
  const typed = url ?? process.env.SHIPMATE_URL ?? ''
  if (typed === '') return new URL(`http://127.0.0.1:${readSettings(config).http.port}/mcp`)
  const parsed = URL.canParse(typed) ? new URL(typed) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new McpAccessError(`“${typed}” is no address. It must be like https://shipmate.example.com.`)
  if (parsed.protocol === 'http:' && !/^(?:localhost|\[::1\]|127(?:\.\d+){3})$/.test(parsed.hostname))
    throw new McpAccessError(`“${typed}” would show the token to whoever listens on the way. Use https.`)
  return new URL(`${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}/mcp`)
}
