import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandEnd, CommandNotes, CommandOrder, CommandRunner } from '../../src/ports/command-runner.ts'
import { confinedEnvironment } from '../process/child-environment.ts'
import { handOver, removeTree } from '../process/confined-folder.ts'
import { type Confinement, confined } from '../process/confinement.ts'
import type { Redact } from '../process/log-tail.ts'
import { createCommandNotes } from './command-notes.ts'
import { endOf, mayStart, startSupervised, throwIfHandedOver } from './supervised-command.ts'

export interface CommandRunnerConfig {
  /** What is noted of commands: the bot's own. */
  readonly notes: string
  /** Where commands run that name no folder. */
  readonly folders: string
  readonly confinement: Confinement
  readonly redact: Redact
}

/** Runs the commands of a team's workflows on this host, each under a supervisor that outlives the bot. */
export function createCommandRunner(config: CommandRunnerConfig): CommandRunner & CommandNotes {
  const { redact } = config
  return {
    ...createCommandNotes(config.notes),
    async runCommand(order, signal) {
      const name = `${order.run}-${order.step.replaceAll('/', '.')}-${order.attempt}`
      throwIfHandedOver(signal)
      const at = { notes: join(config.notes, name), folder: join(config.folders, name) }
      if (await mayStart(at.notes)) {
        if (signal.aborted) return { kind: 'cancelled' }
        await begin(config, order, at)
      }
      const end = await endOf(at.notes, { redact, signal })
      if (end.kind === 'lost' && order.repeatable && !signal.aborted) {
        await rm(at.notes, { recursive: true, force: true })
        await begin(config, order, at)
        return finished(config, at, await endOf(at.notes, { redact, signal }))
      }
      return finished(config, at, end)
    },
  }
}

interface Places {
  readonly notes: string
  readonly folder: string
}

async function finished(
  { confinement }: CommandRunnerConfig,
  { folder }: Places,
  end: CommandEnd,
): Promise<CommandEnd> {
  await removeTree(folder, confinement)
  return end
}

async function begin(config: CommandRunnerConfig, order: CommandOrder, { notes, folder }: Places): Promise<void> {
  const { confinement } = config
  if (order.folder === undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await handOver(folder, confinement)
  }
  const [file = '', ...rest] = order.command
  await startSupervised(notes, {
    ...confined(file, rest, confinement),
    cwd: order.folder ?? folder,
    env: confinedEnvironment(confinement, { ...order.env, SHIPMATE_TASK: order.task }),
    timeoutMs: order.timeoutMs,
  })
}
