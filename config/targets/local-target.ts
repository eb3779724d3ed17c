import { z } from 'zod'
import { command, port, seconds } from '../schema-values.ts'
import type { Secret } from '../secret.ts'
import { type GivenVariables, givenVariables, type NamedVariables, variablesParts } from './given-variables.ts'

/** A service in an environment on the machine of the bot. */
export interface LocalTarget {
  readonly kind: 'local'
  /** Where users reach it on this host. */
  readonly port: number
  /** What it sees in its environment there; left out: nothing of its own. */
  readonly variables?: GivenVariables
}

/** How a service runs wherever its target is local. Commands are argument lists, never shell strings. */
export interface LocalSettings {
  readonly start: readonly string[]
  readonly healthPath: string
  readonly healthTimeoutSeconds: number
  readonly healthIntervalSeconds: number
  readonly drainSeconds: number
}

/** What a service of shipmate.yaml may hold of it. */
export const localParts = {
  start: command(
    'How to start it, as a list of arguments; it listens on the port in its environment variable PORT. Needed where it is `local`',
  ).optional(),
  healthPath: z
    .string()
    .startsWith('/', 'must begin with /')
    .default('/health')
    .describe('Answers with a 2xx status when the service is ready'),
  healthTimeoutSeconds: seconds('How long a new instance may take to become healthy').default(30),
  healthIntervalSeconds: seconds('How often it is asked').default(0.5),
  drainSeconds: seconds('How long running requests may take to end before an old instance is stopped').default(10),
  ...variablesParts('the service where it is `local`'),
}

/** What it may hold of it for each of its environments. */
export const localPlaceParts = {
  port: port('Where users of the service reach it on this host. Needed where it is `local`').optional(),
  ...variablesParts('the service there, where it is `local`'),
}

export type LocalPlace = z.output<z.ZodObject<typeof localPlaceParts>>

/** Undefined where nothing says how to start it: it is local nowhere. */
export function localSettingsFrom({
  start,
  healthPath,
  healthTimeoutSeconds,
  healthIntervalSeconds,
  drainSeconds,
}: z.output<z.ZodObject<typeof localParts>>): LocalSettings | undefined {
  return start && { start, healthPath, healthTimeoutSeconds, healthIntervalSeconds, drainSeconds }
}

/** What a service is given everywhere, and what one place says beside it or in its stead. */
export function localTargetFrom(
  service: NamedVariables,
  { port: there, ...place }: LocalPlace,
  secrets: Readonly<Record<string, Secret>>,
): LocalTarget {
  if (there === undefined) throw new Error('a local service was not checked')
  const everywhere = Object.entries(service.secretsFrom).filter(([name]) => !Object.hasOwn(place.env, name))
  const named = {
    env: { ...service.env, ...place.env },
    secretsFrom: { ...Object.fromEntries(everywhere), ...place.secretsFrom },
  }
  const isAny = Object.keys({ ...named.env, ...named.secretsFrom }).length > 0
  return { kind: 'local', port: there, ...(isAny && { variables: givenVariables(named, secrets) }) }
}
