import type { Config } from '../../../config/config.ts'

/** Where a process of this machine reaches the bot's pages: a server that listens everywhere is asked here. */
export function reachableAt({ host, port }: Pick<Config['http'], 'host' | 'port'>): string {
  return `http://${reachable(host)}:${port}`
}

function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
