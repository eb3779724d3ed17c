import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Nothing of the internet lives there: https://www.iana.org/assignments/iana-ipv4-special-registry */
const NOT_PUBLIC = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4')

/** All that is given out to the internet: https://www.iana.org/assignments/ipv6-unicast-address-assignments */
const GLOBAL_UNICAST = new BlockList()
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6')
/** Of it: protocols, Teredo, documentation, 6to4, and translations, which hold an IPv4 address. */
const NOT_PUBLIC_V6 = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC_V6.addSubnet(network, prefix, 'ipv6')

/** Whether an address belongs to the internet, and to no network of our own, no cloud's metadata and no machine itself. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  return isIP(address) === 6 && GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6')
}

/** Thrown for a name or address that leads into a network of our own. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'
}

interface Address {
  readonly address: string
  readonly family: number
}

/**
 * The address to connect to. It is the one that was looked at, so that a name that leads elsewhere a moment later gains nothing.
 * @throws {PrivateAddressError} when any of its addresses is not public, unless that is allowed.
 */
export async function addressOf(host: string, allowPrivate: boolean, resolve = resolveAll): Promise<Address> {
  const bare = host.replace(/^\[|\]$/g, '')
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await resolve(bare)
  const [first] = found
  if (!first) throw new Error(`${host} has no address`)
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address)))
    throw new PrivateAddressError(`${host} leads to a private address`)
  return first
}

const resolveAll = (host: string): Promise<readonly Address[]> => lookup(host, { all: true })
