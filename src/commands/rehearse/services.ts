import type { Config } from '../../../config/config.ts'
import type { Settings } from '../../conversation/settings.ts'
import type { Catalog } from '../../domain/catalog.ts'

/** Each service with the environments it lives in. */
export function servicesOf({ services = [] }: Config): Settings['services'] {
  return services.map(({ id, environments }) => ({ id, environments: Object.keys(environments) }))
}

export function catalogOf({ services = [], environments }: Config): Catalog {
  return { services, environments, rings: [], devices: [], workflows: [], bots: [] }
}
