import { type CausePattern, quoted } from '../cause.ts'

/** A try that failed and was repeated is no cause yet, and what a tool only warns of is none either. */
const REPEATED = /\battempt \d{1,4} failed\b|\bretry(?:ing)?\b|will (?:try|be tried) again/i

const TRY_AGAIN = 'Check that the build machine can reach it, then try again.'

export const networkCauses: readonly CausePattern[] = [
  {
    kind: 'network',
    rank: 'surroundings',
    line: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S{1,200})|Could not resolve host(?:name)?:? ([^\s:]{1,200})|lookup (\S{1,200})[^\n]{0,60}: (?:no such host|i\/o timeout|server misbehaving)/,
    unless: REPEATED,
    cause: (...hosts) => `The host name does not resolve: ${quoted(firstOf(hosts).replace(/[:,;)]+$/, ''))}.`,
    nextStep: 'Check the name and the DNS of the build machine, then try again.',
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /unable to get (?:local )?issuer certificate|self[- ]signed certificate|certificate has expired|CERT_HAS_EXPIRED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|SSL certificate problem|x509: |CERTIFICATE_VERIFY_FAILED|DEPTH_ZERO_SELF_SIGNED_CERT/i,
    unless: REPEATED,
    cause: () => 'A server’s TLS certificate is not trusted by this machine, or is out of date.',
    nextStep: 'Renew the certificate, or make its issuer known to the build machine (NODE_EXTRA_CA_CERTS for Node).',
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /\b(?:connect|read|write) (?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)(?: (\S{1,200}))?|dial tcp (\S{1,200}): (?:connect: |i\/o timeout)|Failed to connect to (\S{1,200})|connect to host (\S{1,200}) port \d/,
    unless: REPEATED,
    cause: (...hosts) => {
      const host = firstOf(hosts)
      return host === '' ? 'A network connection failed.' : `${quoted(host)} cannot be reached over the network.`
    },
    nextStep: TRY_AGAIN,
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /Cannot connect to the Docker daemon/,
    cause: () => 'The Docker daemon of the build machine does not answer.',
    nextStep: 'Start it, or tell the build where it is (DOCKER_HOST), then try again.',
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /\b429 Too Many Requests|\btoomanyrequests\b|\bE429\b|pull rate limit/i,
    unless: REPEATED,
    cause: () => 'A registry has rate-limited the build.',
    nextStep: 'Wait until the limit resets, log in to the registry, or put a cache in front of it.',
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /\b50[0234] (?:Internal Server Error|Bad Gateway|Service Unavailable|Service Temporarily Unavailable|Gateway Time-?out)|\bERR_PNPM_(?:META_)?FETCH_FAIL\b|\bE50[0234]\b/i,
    unless: REPEATED,
    cause: () => 'A registry or server that the build needs is failing.',
    nextStep: 'Wait until it works again, then try again.',
  },
  {
    kind: 'network',
    rank: 'surroundings',
    line: /\bcode (?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b|network timeout at|\bsocket hang up\b|TLS handshake timeout|Network is unreachable|Name or service not known|Temporary failure in name resolution|trouble with your network connection|Max retries exceeded with url|Connection (?:timed out|refused|reset by peer)|context deadline exceeded \(Client|The remote end hung up unexpectedly|early EOF/i,
    unless: REPEATED,
    cause: () => 'A network connection failed.',
    nextStep: TRY_AGAIN,
  },
]

function firstOf(groups: readonly string[]): string {
  return groups.find((group) => group !== '') ?? ''
}
