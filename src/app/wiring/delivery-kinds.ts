import { join } from 'node:path'
import { type BuiltService, createBuilder } from '../../../adapters/build/local/builder.ts'
import { createTester } from '../../../adapters/build/local/tester.ts'
import type { HostClient } from '../../../adapters/local-host/host-client.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createGitSource, type GitService } from '../../../adapters/source/git/git-source.ts'
import { createProxyTelemetry } from '../../../adapters/telemetry/proxy/proxy-telemetry.ts'
import type { Workspace } from '../../../adapters/workspace/workspace.ts'
import type { CiBuildConfig } from '../../../config/ci-build.ts'
import type { LocalSettings } from '../../../config/targets/local-target.ts'
import type { TargetConfig } from '../../../config/targets/target.ts'
import type { TelemetryConfig } from '../../../config/telemetry.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import type { Builder } from '../../ports/builder.ts'
import type { Telemetry } from '../../ports/delivery.ts'
import type { PlaceReleases } from '../../ports/place-releases.ts'
import type { Checkout, Source } from '../../ports/source.ts'
import type { Tester } from '../../ports/tester.ts'
import type { Devices } from './devices.ts'
import { prometheusTelemetry } from './prometheus-places.ts'
import type { CodeService } from './service-code.ts'

/** What the delivery of a service needs of its configuration. */
export type DeliveredService = GitService &
  BuiltService &
  CodeService & {
    /** How it runs where its target is local; left out where it never is. */
    readonly local?: LocalSettings
    /** The CI system that builds it. */
    readonly ciBuild?: CiBuildConfig
    /** How many releases stay on this machine at least; left out, all do. */
    readonly keep?: number
    readonly environments: Readonly<
      Record<EnvironmentId, { readonly target: TargetConfig; readonly telemetry?: TelemetryConfig }>
    >
  }

/** What every kind of delivery may use. */
export interface Means {
  readonly dataFolder: string
  /** Where releases lie on this machine, and who runs them. */
  readonly workspace: Workspace
  /** The process that keeps services on this machine; it starts when it is first told something. */
  readonly host: HostClient
  readonly trustedProxies: readonly string[]
  /** Left out where no inventory is configured. */
  readonly devices: Devices | undefined
  readonly checkout: Checkout
  /** What has served at a place, as the log has it. */
  readonly placeReleases: PlaceReleases
  readonly redact: Redact
  readonly newestPosition: () => Promise<number>
  readonly log: (line: string) => void
}

/** One way to have an ability. */
interface Kind<Ability, Needed = Means> {
  /** @param services Those that have the ability from here. */
  open(services: readonly DeliveredService[], means: Needed): Ability
  /** What of a service decides what becomes of a release; the times around it do not. */
  recipe(service: DeliveredService): readonly unknown[]
}

export const SOURCES = {
  git: {
    open: (services, { dataFolder }) => createGitSource(join(dataFolder, 'mirrors'), services),
    recipe: ({ repository }) => [repository],
  },
} satisfies Record<string, Kind<Source & Checkout, Pick<Means, 'dataFolder'>>>

export const BUILDERS = {
  local: {
    open(services, { workspace, host, checkout, redact }) {
      const config = { ...workspace, services, checkout, redact }
      const foldersInUse = async () => (await host.state()).instances.map(({ folder }) => folder)
      return { ...createBuilder({ ...config, foldersInUse }), ...createTester(config) }
    },
    recipe: ({ build, ciBuild }) => [build ?? null, ...(ciBuild ? [ciBuild.job, ciBuild.inputs] : [])],
  },
} satisfies Record<string, Kind<Builder & Tester>>

export const TELEMETRIES = {
  proxy: { open: (_, { host }) => createProxyTelemetry(host) },
  prometheus: { open: prometheusTelemetry },
  // What devices answer their users, nobody tells us.
  none: {
    open: () => ({ howCounted: () => 'by nobody', measured: async () => undefined, counted: async () => undefined }),
  },
} satisfies Record<string, Pick<Kind<Telemetry>, 'open'>>

export type TelemetryKind = keyof typeof TELEMETRIES

/** What a service has its releases from. Where they are put is chosen by place; see target-kinds.ts. */
export interface Choice {
  readonly source: keyof typeof SOURCES
  readonly build: keyof typeof BUILDERS
}

export const USUAL: Choice = { source: 'git', build: 'local' }
