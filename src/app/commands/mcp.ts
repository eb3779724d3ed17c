import { Command } from 'commander'
import { bridgeStdio } from '../../../adapters/http/mcp/stdio-bridge.ts'
import { type ConnectFlags, tokenFrom, urlFrom } from './client/connect.ts'

/** Lets an AI assistant that starts programs talk to the running bot, as whoever the token is of. */
export function mcpCommand(): Command {
  return new Command('mcp')
    .description('let an AI assistant talk to the running bot over standard input and output (MCP)')
    .option('--url <url>', 'where the bot answers (default: SHIPMATE_URL, or the configured port of this machine)')
    .option('--token-file <file>', 'a file with the token (default: SHIPMATE_TOKEN)')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .action(async (flags: ConnectFlags) => {
      const { SHIPMATE_URL, SHIPMATE_TOKEN } = process.env
      await bridgeStdio({
        url: new URL(`${urlFrom(flags, SHIPMATE_URL)}/mcp`),
        token: tokenFrom(flags, SHIPMATE_TOKEN),
        input: process.stdin,
        output: process.stdout,
        // Standard output is the assistant's.
        warn: (sentence) => void process.stderr.write(`${sentence}\n`),
      })
      process.exit()
    })
}
