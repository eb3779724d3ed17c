import type { EnvironmentId, ServiceId } from './ids.ts'
import type { Objective } from './objective.ts'
import type { Place } from './place.ts'
import type { CanarySettings } from './release.ts'
import type { WorkflowDefinition } from './workflows/definition.ts'

interface ServiceSettings {
  readonly id: ServiceId
  readonly environments: readonly EnvironmentId[]
  /** How its canaries go. */
  readonly canary: CanarySettings
  /** What its users are promised, where they are. */
  readonly objectives?: Readonly<Record<EnvironmentId, Objective>>
}

/** What the conversation must know of the configuration. */
export interface Settings {
  readonly services: readonly ServiceSettings[]
  readonly environments: readonly {
    readonly id: EnvironmentId
    /** `changes`: every change is confirmed. `danger-only`: only what is hard to undo. */
    readonly confirm: 'changes' | 'danger-only'
  }[]
  readonly confirmationMinutes: number
  /** The team's own; none when left out. */
  readonly workflows?: readonly WorkflowDefinition[]
}

/** Undefined: nothing is promised there. */
export function objectiveAt(
  { services }: Pick<Settings, 'services'>,
  service: ServiceId,
  environment: EnvironmentId,
): Objective | undefined {
  return services.find(({ id }) => id === service)?.objectives?.[environment]
}

/** Whether the service runs in that environment. */
export function isPlace({ services }: Pick<Settings, 'services'>, { service, environment }: Place): boolean {
  return services.some(({ id, environments }) => id === service && environments.includes(environment))
}
