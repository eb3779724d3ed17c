import type { CommandVerb } from '../../../src/domain/command-verbs.ts'
import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'

/** A service in an environment that is deployed by commands of its team. */
export interface CommandPlace {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  /** Lists of arguments, never shell strings, with placeholders as whole arguments. */
  readonly commands: Readonly<Partial<Record<CommandVerb, readonly string[]>>> & { readonly deploy: readonly string[] }
  /** Absolute; where they run. Left out: the files of the release. */
  readonly folder?: string
  /** Where its users reach it. */
  readonly url?: string
  readonly env: Readonly<Record<string, string>>
  /** Values of secrets by the variables that hold them. */
  readonly secretEnv: Readonly<Record<string, string>>
  /** For a command that changes something. */
  readonly timeoutSeconds: number
  /** For one that only looks. */
  readonly statusTimeoutSeconds: number
}

/** `payments in production`, as people say it. */
export function placeName({ service, environment }: Pick<CommandPlace, 'service' | 'environment'>): string {
  return `${service} in ${environment}`
}
