import { resolve } from 'node:path'
import type { Logger } from 'pino'
import { childEnvironment } from '../../../adapters/process/child-environment.ts'
import { chooseConfinement } from '../../../adapters/process/choose-confinement.ts'
import type { Config } from '../../../config/config.ts'
import type { DeliveryConfig } from './delivery.ts'

/** How builds and services are kept from what is the bot's, chosen once for this process, and said. */
export function isolationOf(
  config: Pick<Config, 'runAs' | 'file'>,
  log: Logger,
): Required<Pick<DeliveryConfig, 'confinement' | 'secretFiles'>> {
  const confinement = chooseConfinement(config.runAs, childEnvironment())
  if (confinement.kind === 'none')
    log.warn(`builds and services run as the user of the bot and can read its tokens (${confinement.why})`)
  else log.info({ confinement }, 'builds and services are isolated from the bot')
  return { confinement, secretFiles: secretFilesOf(config) }
}

/** Files outside of the data folder that may hold tokens. */
export function secretFilesOf({ file }: Pick<Config, 'file'>): readonly string[] {
  return [resolve('.env'), ...(file === undefined ? [] : [file])]
}
