import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { BotError } from '../../../domain/errors.ts'
import { reachableAt } from '../reachable-at.ts'
import { readSettings } from '../read-settings.ts'
import { type ApiClient, createApiClient } from './api-client.ts'

export interface ConnectFlags {
  readonly url?: string
  readonly tokenFile?: string
  readonly config?: string
  /** For a program. */
  readonly json?: true
}

/** Thrown when it is not known on whose behalf the bot is asked, or where it is. */
export class AccessUnknownError extends BotError {
  override readonly name = 'AccessUnknownError'
  readonly code = 'access_unknown'
  readonly userMessage: string
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.userMessage = sentence
  }
}

/** The options of every command that asks a running bot. */
export const asksBot = (command: Command): Command =>
  command
    .option('--url <url>', 'where the bot answers (default: SHIPMATE_URL, or the configured port of this machine)')
    .option('--token-file <file>', 'a file with the token (default: SHIPMATE_TOKEN)')
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--json', 'print the answer for a program')

/** @throws {AccessUnknownError} without a token or a usable address. */
export function connectBot(flags: ConnectFlags, env: NodeJS.ProcessEnv = process.env): ApiClient {
  return createApiClient({ url: urlFrom(flags, env.SHIPMATE_URL), token: tokenFrom(flags, env.SHIPMATE_TOKEN) })
}

/** @throws {AccessUnknownError} */
export function tokenFrom({ tokenFile }: ConnectFlags, fromEnv = ''): string {
  const token = (tokenFile === undefined ? fromEnv : fromFile(tokenFile)).trim()
  if (/^[!-~]{1,4096}$/.test(token)) return token
  throw new AccessUnknownError(
    token === ''
      ? 'There is no token. Set SHIPMATE_TOKEN or give --token-file; `shipmate token create --name NAME --role viewer` makes one.'
      : 'The token is none: it must be one word, as `shipmate token create` printed it.',
  )
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AccessUnknownError(`The token cannot be read from ${path}.`, { cause })
  }
}

/** Without a slash at its end. @throws {AccessUnknownError} */
export function urlFrom({ url, config }: ConnectFlags, fromEnv = ''): string {
  const typed = url ?? fromEnv
  if (typed === '') return reachableAt(readSettings(config).http)
  const parsed = URL.canParse(typed) ? new URL(typed) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw new AccessUnknownError(`“${typed}” is no address. It must be like https://shipmate.example.com.`)
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname))
    throw new AccessUnknownError(
      `“${typed}” would show the token to whoever listens on the way. Use https, or a tunnel to this machine.`,
    )
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '')
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
