import {
  prepareSampleService,
  type SampleService,
  sampleService,
} from '../../../adapters/source/sample/sample-service.ts'
import type { Config } from '../../../config/config.ts'
import { DEFAULT_CANARY } from '../../../config/defaults.ts'

/** Ports of the sample service, by environment. */
export type SamplePorts = { readonly staging: number; readonly production: number }

export interface Served {
  readonly services: NonNullable<Config['services']>
}

/** Words people use for the sample service, which no configuration names. */
const SAMPLE_ALIASES = ['mail', 'mail service', 'bm'] as const

/** It has fewer releases than that. */
const SAMPLE_KEEP = 20

/** So that whoever tries it out sees what an error budget is, after a thousand requests. */
const SAMPLE_OBJECTIVE = { availability: 99, days: 7 } as const

/** Where no service is declared, the sample one is. @param ports Where the usual ones are taken. */
export async function withServices(config: Config, ports: SamplePorts | undefined): Promise<Config & Served> {
  if (config.services) return { ...config, services: config.services }
  return { ...config, services: [asServed(await prepareSampleService(config.dataDir, ports))] }
}

/** The same without making anything. */
export function withNamedServices(config: Config): Config & Served {
  return { ...config, services: config.services ?? [asServed(sampleService(config.dataDir))] }
}

const asServed = (sample: SampleService): Served['services'][number] => ({
  ...sample,
  aliases: SAMPLE_ALIASES,
  description: undefined,
  keep: SAMPLE_KEEP,
  canary: DEFAULT_CANARY,
  objective: SAMPLE_OBJECTIVE,
})
