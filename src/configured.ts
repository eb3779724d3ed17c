import type { Config } from '../config/config.ts'
import type { Settings } from './conversation/settings.ts'
import type { Catalog } from './domain/catalog.ts'

/** What the configuration gives people to name. */
export function catalogFrom({ services = [], environments }: Config): Catalog {
  return { services, environments, rings: [], devices: [], workflows: [], bots: [] }
}

/** What the conversation must know of the configuration. */
export function settingsFrom({ services = [], environments, confirmation }: Config): Settings {
  return {
    services: services.map((service) => ({ id: service.id, environments: Object.keys(service.environments) })),
    environments,
    confirmationMinutes: confirmation.expiresAfterMinutes,
  }
}
