import { join } from 'node:path'
import { type BuiltService, createBuilder } from '../../../adapters/build/local/builder.ts'
import { createTester } from '../../../adapters/build/local/tester.ts'
import { createRingTarget } from '../../../adapters/deploy/inventory/ring-target.ts'
import { createLocalTarget } from '../../../adapters/deploy/local/local-target.ts'
import type { HostClient } from '../../../adapters/local-host/host-client.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createGitSource, type GitService } from '../../../adapters/source/git/git-source.ts'
import { createProxyTelemetry } from '../../../adapters/telemetry/proxy/proxy-telemetry.ts'
import type { Workspace } from '../../../adapters/workspace/workspace.ts'
import type { DeployConfig, DeployKind } from '../../../config/deploy-target.ts'
import type { Builder } from '../../ports/builder.ts'
import { systemClock } from '../../ports/clock.ts'
import type { DeployTarget, Telemetry } from '../../ports/delivery.ts'
import type { Checkout, Source } from '../../ports/source.ts'
import type { Tester } from '../../ports/tester.ts'
import type { Devices } from './devices.ts'

/** What the delivery of a service needs of its configuration. */
export type DeliveredService = GitService & BuiltService & { readonly deploy: DeployConfig }

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
  readonly redact: Redact
  readonly newestPosition: () => Promise<number>
  readonly log: (line: string) => void
}

/** One way to have an ability. */
interface Kind<Ability, Needed = Means> {
  /** @param services Those that have the ability from here. */
  open(services: readonly DeliveredService[], means: Needed): Ability
  /** What of a service decides which commands run for a release; the times and ports around it do not. */
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
    recipe: ({ build }) => [build ?? null],
  },
} satisfies Record<string, Kind<Builder & Tester>>

export const TARGETS = {
  local: {
    open: (services, { workspace, ...means }) =>
      createLocalTarget({ ...workspace, ...means, services: services.flatMap(asLocal) }),
    recipe: ({ deploy }) => (deploy.kind === 'local' ? [deploy.start, deploy.healthPath] : []),
  },
  inventory: {
    open(_, { devices }) {
      if (!devices) throw new Error('a service goes to devices, and there is no inventory')
      return createRingTarget({ ...devices, clock: systemClock })
    },
    recipe: () => ['inventory'],
  },
} satisfies Record<DeployKind, Kind<DeployTarget>>

function asLocal({ id, deploy }: DeliveredService) {
  return deploy.kind === 'local' ? [{ id, ...deploy }] : []
}

export const TELEMETRIES = {
  proxy: { open: (_, { host }) => createProxyTelemetry(host) },
  // What devices answer their users, nobody tells us.
  none: {
    open: () => ({ howCounted: () => 'by nobody', measured: async () => undefined, counted: async () => undefined }),
  },
} satisfies Record<string, Pick<Kind<Telemetry>, 'open'>>

/** What a service has each ability from. */
export interface Choice {
  readonly source: keyof typeof SOURCES
  readonly build: keyof typeof BUILDERS
  readonly deploy: DeployKind
  readonly telemetry: keyof typeof TELEMETRIES
}

const TELEMETRY_OF = { local: 'proxy', inventory: 'none' } as const satisfies Record<DeployKind, Choice['telemetry']>

/** A service chooses where it is deployed to; who counts its requests follows from that. */
export function choiceOf(deploy: DeployKind): Choice {
  return { source: 'git', build: 'local', deploy, telemetry: TELEMETRY_OF[deploy] }
}
