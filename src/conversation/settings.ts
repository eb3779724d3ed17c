import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { CanarySettings } from '../ports/delivery.ts'

/** What the conversation must know of the configuration. */
export interface Settings {
  readonly services: readonly {
    readonly id: ServiceId
    readonly environments: readonly EnvironmentId[]
    /** How its canaries go. */
    readonly canary: CanarySettings
  }[]
  readonly environments: readonly {
    readonly id: EnvironmentId
    /** `changes`: every change is confirmed. `danger-only`: only what is hard to undo. */
    readonly confirm: 'changes' | 'danger-only'
  }[]
  readonly confirmationMinutes: number
}
