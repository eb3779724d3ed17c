import { z } from 'zod'
import type { EnvironmentId } from '../src/domain/ids.ts'
import { command, port, seconds } from './schema-values.ts'

/*
 * Where a service runs. Another target is another member of the union, with its part of the schema and of what becomes of
 * it; the adapter is chosen by its kind.
 */

export type DeployConfig = ({ readonly kind: 'local' } & LocalConfig) | { readonly kind: 'inventory' }
export type DeployKind = DeployConfig['kind']

const KINDS = ['local', 'inventory'] as const satisfies readonly DeployKind[]

/** On the machine of the bot. Commands are argument lists, never shell strings. */
interface LocalConfig {
  readonly start: readonly string[]
  readonly healthPath: string
  readonly healthTimeoutSeconds: number
  readonly healthIntervalSeconds: number
  readonly drainSeconds: number
  readonly environments: Readonly<Record<EnvironmentId, { readonly port: number }>>
}

/** What a service of shipmate.yaml may hold of it. */
export const deployParts = {
  deploy: z
    .strictObject({
      kind: z
        .enum(KINDS)
        .default('local')
        .describe(
          'Where it runs: `local`, on the machine of the bot, or `inventory`, on devices; its environments are rings then',
        ),
    })
    .prefault({}),
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
export const deployPlaceParts = {
  port: port('Where users of the service reach it on this host. Needed where it is `local`').optional(),
}

type DeploySettings = z.output<z.ZodObject<typeof deployParts>> & {
  readonly environments: Readonly<Record<EnvironmentId, z.output<z.ZodObject<typeof deployPlaceParts>>>>
}

export function deployFrom({ deploy: { kind }, environments, ...local }: DeploySettings): DeployConfig {
  const { start, healthPath, healthTimeoutSeconds, healthIntervalSeconds, drainSeconds } = local
  switch (kind) {
    case 'inventory':
      return { kind }
    case 'local': {
      const ports = Object.entries(environments).map(([id, { port }]) => [id, { port: given(port) }] as const)
      const health = { healthPath, healthTimeoutSeconds, healthIntervalSeconds }
      return { kind, start: given(start), ...health, drainSeconds, environments: Object.fromEntries(ports) }
    }
  }
}

/** What is missing was reported before; see ring-problems.ts. */
function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a local service was not checked')
  return value
}
