import { join, resolve } from 'node:path'
import { createCommandRunner } from '../../../adapters/commands/command-runner.ts'
import type { Redact } from '../../../adapters/process/log-tail.ts'
import { createWorkspace } from '../../../adapters/workspace/workspace.ts'
import type { CommandNotes, CommandRunner } from '../../ports/command-runner.ts'
import type { DeliveryConfig } from './delivery.ts'

interface CommandsConfig extends Required<Pick<DeliveryConfig, 'confinement' | 'secretFiles'>> {
  readonly dataFolder: string
  readonly redact: Redact
}

/** Runs commands as builds are run: by the same user, with the same paths covered. */
export function commandsFor({
  dataFolder: folder,
  confinement: choice,
  secretFiles,
  redact,
}: CommandsConfig): CommandRunner & CommandNotes {
  const dataFolder = resolve(folder)
  const { releases, confinement } = createWorkspace({ dataFolder, choice, secretFiles, log: () => undefined })
  const folders = join(releases, 'commands')
  return createCommandRunner({ notes: join(dataFolder, 'commands'), folders, confinement, redact })
}
