import type { Config, ServiceConfig } from '../../../config/config.ts'
import type { Frame } from '../../../intents/model/example-file.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { Objective } from '../../domain/objective.ts'
import type { Settings } from '../../domain/settings.ts'
import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import type { Devices } from './devices.ts'
import { ringNames } from './ring-names.ts'

/** What the configuration gives people to name. */
export function catalogFrom(
  { services = [], environments, rings: groups }: Config,
  workflows: readonly WorkflowDefinition[] = [],
  devices?: Pick<Devices, 'names'>,
): Catalog {
  // A ring is one of devices, and an environment where something is deployed to it.
  const rings = environments.filter(({ ring }) => ring)
  const places = [...environments, ...ringNames(groups)]
  const named = workflows.map(({ id, aliases = [] }) => ({ id, aliases }))
  return {
    ...{ services, environments: places, rings, workflows: named, bots: [] },
    get devices() {
      return devices?.names() ?? NO_DEVICES
    },
  }
}

/** One list, so that it is seen to be the same. */
const NO_DEVICES: Catalog['devices'] = []

/** What the conversation must know of the configuration. */
export function settingsFrom(config: Config, workflows: readonly WorkflowDefinition[] = []): Settings {
  const { services = [], environments, rings, confirmation, gates, people, ...rest } = config
  const { language, approvals, codeEvents, announcements } = rest
  return {
    services: services.map((service) => ({
      id: service.id,
      environments: Object.keys(service.environments),
      objectives: objectivesOf(service),
      canary: service.canary,
    })),
    environments,
    ...(rings.length > 0 && { rings }),
    confirmationMinutes: confirmation.expiresAfterMinutes,
    ...(language !== 'en' && { language }),
    ...(workflows.length > 0 && { workflows }),
    gates,
    approvals,
    people,
    codeEvents,
    announcements,
  }
}

function objectivesOf({ objective, environments }: ServiceConfig): Readonly<Record<string, Objective>> {
  const places = Object.entries(environments).map(([id, place]) => [id, place.objective ?? objective] as const)
  return Object.fromEntries(places.flatMap(([id, promised]) => (promised ? [[id, promised]] : [])))
}

/** One sentence said here every day must stand against a thousand that others say. */
const OWN_EXAMPLE_COUNTS = 3

/** The team's own examples, in the weight they are learned with. */
export function ownExamplesFrom({ understanding: { examples } }: Pick<Config, 'understanding'>): readonly Frame[] {
  return Array.from({ length: OWN_EXAMPLE_COUNTS }, () => examples).flat()
}

/** The secrets that workflows may use, by their names. */
export function secretsOf({ workflows }: Config): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(workflows.secrets).map(([name, secret]) => [name, secret.reveal()]))
}
