import { z } from 'zod'
import { command, port, seconds } from '../schema-values.ts'

/** A service in an environment on the machine of the bot. */
export interface LocalTarget {
  readonly kind: 'local'
  /** Where users reach it on this host. */
  readonly port: number
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
}

/** What it may hold of it for each of its environments. */
export const localPlaceParts = {
  port: port('Where users of the service reach it on this host. Needed where it is `local`').optional(),
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

export function localTargetFrom({ port: there }: LocalPlace): LocalTarget {
  if (there === undefined) throw new Error('a local service was not checked')
  return { kind: 'local', port: there }
}
