/** What a registry says of an image. */
export type ImageAnswer =
  | { readonly kind: 'digest'; readonly digest: string }
  | { readonly kind: 'missing' }
  /** It needs a credential that Shipmate does not have, or cannot be reached. */
  | { readonly kind: 'not-told' }

const PATIENCE_MS = 5_000
const ACCEPTED = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')
const DIGEST = /^sha256:[0-9a-f]{64}$/

/** Asks for the digest of a tag as container runtimes do, with an anonymous token where the registry wants one. */
export async function askRegistry(image: string, patienceMs = PATIENCE_MS): Promise<ImageAnswer> {
  const { registry, repository, tag } = readImage(image)
  const url = `${registry}/v2/${repository}/manifests/${tag}`
  const signal = AbortSignal.timeout(patienceMs)
  const ask = (token?: string): Promise<Response> =>
    fetch(url, {
      method: 'HEAD',
      headers: { accept: ACCEPTED, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      signal,
    })
  try {
    const first = await ask()
    const token = first.status === 401 ? await tokenFor(first.headers.get('www-authenticate') ?? '', signal) : undefined
    const answer = token === undefined ? first : await ask(token)
    if (answer.status === 404) return { kind: 'missing' }
    const digest = answer.headers.get('docker-content-digest') ?? ''
    return answer.ok && DIGEST.test(digest) ? { kind: 'digest', digest } : { kind: 'not-told' }
  } catch {
    return { kind: 'not-told' }
  }
}

/** @param challenge `Bearer realm="https://…",service="…",scope="…"`. */
async function tokenFor(challenge: string, signal: AbortSignal): Promise<string | undefined> {
  const parts = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]))
  const url = URL.parse(parts.get('realm') ?? '')
  if (!url || !(url.protocol === 'https:' || isLoopback(url.hostname))) return undefined
  for (const key of ['service', 'scope']) {
    const value = parts.get(key)
    if (value !== undefined) url.searchParams.set(key, value)
  }
  const answer = await fetch(url, { signal })
  const said: unknown = answer.ok ? await answer.json() : undefined
  if (typeof said !== 'object' || said === null) return undefined
  const token = 'token' in said ? said.token : 'access_token' in said ? said.access_token : undefined
  return typeof token === 'string' ? token : undefined
}

/** Names without a host are Docker Hub's; a registry on this machine speaks plain HTTP. */
function readImage(image: string) {
  const [, name = image, tag = 'latest'] = /^(.*?)(?::([\w][\w.-]{0,127}))?$/.exec(image) ?? []
  const [first = '', ...rest] = name.split('/')
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  if (hasHost) {
    const scheme = isLoopback(first.replace(/:\d+$/, '')) ? 'http' : 'https'
    return { registry: `${scheme}://${first}`, repository: rest.join('/'), tag }
  }
  const repository = rest.length === 0 ? `library/${name}` : name
  return { registry: 'https://registry-1.docker.io', repository, tag }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}
