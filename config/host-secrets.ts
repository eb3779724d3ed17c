import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'
import { unknownSecretAmong } from './targets/unknown-secrets.ts'

/** Settings of GitHub, GitLab, signing in and outgoing webhooks that hold a secret, or the name of one under `secrets`. */
const FIXED: readonly Path[] = [
  ['github', 'token'],
  ['github', 'webhookSecret'],
  ['github', 'app', 'key'],
  ['gitlab', 'token'],
  ['gitlab', 'webhookSecret'],
  ['http', 'jwt', 'secret'],
  ['http', 'oidc', 'clientSecret'],
]

const NAME = /^[A-Za-z_]\w*$/
/** A shorter text is no token of any host. */
const SHORTEST_TOKEN = 20

interface WithSecrets {
  readonly value: unknown
  readonly problems: readonly PathProblem[]
}

/**
 * The same settings with secrets in the place of their names.
 * @param written What stands in the file, with its `${VAR}`: what a variable gives is never a name.
 * @param isFromVariable Whether an environment variable goes before what the file says there.
 */
export function withHostSecrets(
  value: unknown,
  written: unknown,
  isFromVariable: (path: Path) => boolean,
): WithSecrets {
  const secrets = at(value, ['secrets'])
  const names = isMap(secrets) ? Object.keys(secrets) : []
  const paths = [...FIXED, ...tokensOfServices(value), ...secretsOfWebhooks(value)].filter(
    (path) => !isFromVariable(path),
  )
  const problems: PathProblem[] = []
  let named = value
  for (const path of paths) {
    const name = at(written, path)
    if (typeof name !== 'string' || !NAME.test(name)) continue
    if (names.includes(name)) named = put(named, path, at(secrets, [name]))
    else if (name.length < SHORTEST_TOKEN) problems.push(unknownSecretAmong(name, names, path))
  }
  return { value: named, problems }
}

function tokensOfServices(value: unknown): readonly Path[] {
  const services = at(value, ['services'])
  return Array.isArray(services) ? services.map((_, index) => ['services', index, 'codeHost', 'token']) : []
}

function secretsOfWebhooks(value: unknown): readonly Path[] {
  const targets = at(value, ['outgoingWebhooks'])
  return !Array.isArray(targets)
    ? []
    : targets.flatMap((target, index) => {
        const secrets = at(target, ['secrets'])
        const path: Path = ['outgoingWebhooks', index, 'secrets']
        return Array.isArray(secrets) ? secrets.map((_, place) => [...path, place]) : [path]
      })
}

const isMap = (value: unknown): value is Readonly<Record<PropertyKey, unknown>> =>
  value !== null && typeof value === 'object'

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((part, step) => (isMap(part) && Object.hasOwn(part, step) ? part[step] : undefined), value)

function put(value: unknown, [step, ...rest]: Path, secret: unknown): unknown {
  if (step === undefined) return secret
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? put(item, rest, secret) : item))
  return isMap(value) ? { ...value, [step]: put(value[step], rest, secret) } : value
}
