import { isIP } from 'node:net'

/** The names that these pages answer to. */
export interface OwnHosts {
  /** The address that is listened on. */
  readonly bound: string
  /** Names that people have given this host, such as that of a container. */
  readonly named: readonly string[]
}

const ANY_ADDRESS = ['0.0.0.0', '::']
const LOOPBACK = ['localhost', '127.0.0.1', '::1']

/**
 * Whether a request's `Host` is one of ours. A page somewhere else can have its own name lead a browser here (DNS
 * rebinding), but not an address, so where every address is listened on every address is ours.
 * @param host as it was sent; programs that send none are no browsers.
 */
export function isOwnHost(host: string | undefined, { bound, named }: OwnHosts): boolean {
  if (host === undefined) return true
  const name = nameIn(host)
  if ([...LOOPBACK, bound.toLowerCase(), ...named.map((one) => one.toLowerCase())].includes(name)) return true
  return ANY_ADDRESS.includes(bound) && isIP(name) !== 0
}

/** Without port, brackets and the dot that ends a full name. */
function nameIn(host: string): string {
  const name = /^(?:\[(?<v6>[^\]]*)\]|(?<name>[^:]*))(?::\d*)?$/.exec(host.toLowerCase())?.groups ?? {}
  return name.v6 ?? name.name?.replace(/\.$/, '') ?? ''
}
