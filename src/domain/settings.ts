import type { AnnouncementRule } from './announcement.ts'
import type { ApprovalRule } from './approvals/approval-rule.ts'
import type { CodeRule } from './code-happening.ts'
import type { Freeze } from './gates/freeze.ts'
import type { OrderRule } from './gates/order.ts'
import type { ChecksRule } from './gates/required-checks.ts'
import type { EnvironmentId, ServiceId } from './ids.ts'
import type { Language } from './language.ts'
import type { Zone } from './local-time.ts'
import type { Objective } from './objective.ts'
import type { Place } from './place.ts'
import type { CanarySettings } from './release.ts'
import type { Ring } from './ring.ts'
import type { LinkedPerson } from './same-person.ts'
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
    /** A group of devices: a release goes to rings one after the other, in this order. */
    readonly ring?: true
  }[]
  /** Groups of environments that get a release one after the other; none when left out. */
  readonly rings?: readonly Ring[]
  readonly confirmationMinutes: number
  /** The team's own; none when left out. */
  readonly workflows?: readonly WorkflowDefinition[]
  /** What people are answered in who show no language; English when left out. */
  readonly language?: Language
  /** When what may not run. */
  readonly gates: GateSettings
  /** What needs a second person; nothing when left out. */
  readonly approvals?: readonly ApprovalRule[]
  /** What is done about what hosts of repositories tell; nothing when left out. */
  readonly codeEvents?: readonly CodeRule[]
  /** Channels that follow changes; none when left out. */
  readonly announcements?: readonly AnnouncementRule[]
  /** Whose accounts belong to one person. */
  readonly people?: readonly LinkedPerson[]
}

export interface GateSettings {
  readonly freezes: readonly Freeze[]
  readonly order: readonly OrderRule[]
  /** Where only a commit with green checks goes; nowhere when left out. */
  readonly requireChecks?: readonly ChecksRule[]
  /** How long a lock lasts of which nobody says how long. */
  readonly lockMinutes: number
  /** How late a scheduled deployment may still start without being asked about again. */
  readonly missedMinutes: number
  /** Whose clocks a time is read by that names no zone. */
  readonly timeZone: Zone
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
