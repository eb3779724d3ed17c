import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { CommandEnd, CommandNotes, CommandOrder, CommandRunner } from '../../src/ports/command-runner.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'
import { confinedEnvironment } from '../process/child-environment.ts'
import { handOver, removeTree } from '../process/confined-folder.ts'
import { type Confinement, confined } from '../process/confinement.ts'
import { logTail, type Redact } from '../process/log-tail.ts'
import { killMarked } from '../process/marked-processes.ts'
import { endGroup } from '../process/process-group.ts'
import { isRunning } from '../process/process-identity.ts'
import { createCommandNotes } from './command-notes.ts'
import { BEGUN, ENDED, type Supervised } from './supervised.ts'

export interface CommandRunnerConfig {
  /** What is noted of commands: the bot's own. */
  readonly notes: string
  /** Where commands run that name no folder. */
  readonly folders: string
  readonly confinement: Confinement
  readonly redact: Redact
}

/** In the environment of a supervisor, so that one whose start was never noted is found again. */
const MARK = 'SHIPMATE_COMMAND'
const SUPERVISOR = fileURLToPath(new URL('supervise.ts', import.meta.url))
const LOOK_EVERY_MS = 50
const GRACE_MS = 2_000

const identity = z.object({ pid: z.int().positive(), startedAt: z.string() })
const begunSchema = z.object({ supervisor: identity.optional(), leader: identity.optional() })
const endedSchema = z.object({
  exitCode: z.int().optional(),
  how: z.string().optional(),
  timedOut: z.boolean(),
  tail: z.string(),
  outputs: z.record(z.string(), z.string()),
})

/** Runs the commands of a team's workflows on this host, each under a supervisor that outlives the bot. */
export function createCommandRunner(config: CommandRunnerConfig): CommandRunner & CommandNotes {
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
      const end = await endOf(at.notes, config.redact, signal)
      if (end.kind === 'lost' && order.repeatable && !signal.aborted) {
        await rm(at.notes, { recursive: true, force: true })
        await begin(config, order, at)
        return finished(config, at, await endOf(at.notes, config.redact, signal))
      }
      return finished(config, at, end)
    },
  }
}

/** The worker that takes over finds the command still running. */
function throwIfHandedOver({ reason }: AbortSignal): void {
  if (reason instanceof HandedOverError) throw reason
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

/** Whether none was started. Ends a supervisor that has not noted one yet, so that none starts afterwards. */
async function mayStart(notes: string): Promise<boolean> {
  if (await read(notes, BEGUN)) return false
  killMarked(MARK, notes)
  return (await read(notes, BEGUN)) === undefined
}

async function begin(config: CommandRunnerConfig, order: CommandOrder, { notes, folder }: Places): Promise<void> {
  const { confinement } = config
  await rm(notes, { recursive: true, force: true })
  await mkdir(notes, { recursive: true, mode: 0o700 })
  if (order.folder === undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await handOver(folder, confinement)
  }
  const [file = '', ...rest] = order.command
  const command = confined(file, rest, confinement)
  const supervised: Supervised = {
    state: notes,
    file: command.file,
    args: command.args,
    options: command.options,
    cwd: order.folder ?? folder,
    env: confinedEnvironment(confinement, { ...order.env, SHIPMATE_TASK: order.task }),
    timeoutMs: order.timeoutMs,
  }
  const supervisor = spawn(process.execPath, [SUPERVISOR], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { [MARK]: notes },
  })
  supervisor.stdin.on('error', () => undefined)
  supervisor.stdin.end(JSON.stringify(supervised))
  supervisor.unref()
  await untilBegun(notes, () => supervisor.exitCode === null && supervisor.signalCode === null)
}

async function untilBegun(notes: string, isAlive: () => boolean): Promise<void> {
  while (isAlive() && (await read(notes, BEGUN)) === undefined) await sleep(LOOK_EVERY_MS)
}

/** Waits for the end of a command that was started, now or in an earlier life of the bot. */
async function endOf(notes: string, redact: Redact, signal: AbortSignal): Promise<CommandEnd> {
  const begun = begunSchema.safeParse(await read(notes, BEGUN)).data
  let isEnding = false
  for (;;) {
    throwIfHandedOver(signal)
    // Whether it still runs is asked first: what it has noted by then is its last word.
    const isAlive = begun?.supervisor !== undefined && isRunning(begun.supervisor)
    const ended = endedSchema.safeParse(await read(notes, ENDED)).data
    // What has been done counts, so that it can be undone.
    if (ended?.exitCode === 0) return endFrom(ended, redact)
    if (signal.aborted && (ended || !isAlive)) return { kind: 'cancelled' }
    if (ended) return endFrom(ended, redact)
    if (!isAlive) return { kind: 'lost', tail: '' }
    if (signal.aborted && begun.leader && !isEnding) {
      isEnding = true
      void endGroup(begun.leader, GRACE_MS)
    }
    await sleep(LOOK_EVERY_MS)
  }
}

function endFrom(
  { exitCode, how, timedOut, tail: written, outputs }: z.output<typeof endedSchema>,
  redact: Redact,
): CommandEnd {
  const tail = logTail(written, redact) ?? ''
  if (timedOut) return { kind: 'timed-out', tail }
  if (exitCode === undefined) return { kind: 'broken', how: redact(how ?? 'ended'), tail }
  const clean = Object.entries(outputs).map(([name, value]) => [name, redact(value)])
  return { kind: 'ended', exitCode, tail, outputs: Object.fromEntries(clean) }
}

async function read(folder: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
