import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import type { CommandEnd } from '../../src/ports/command-runner.ts'
import { HandedOverError } from '../../src/ports/deployer.ts'
import { logTail, type Redact } from '../process/log-tail.ts'
import { killMarked } from '../process/marked-processes.ts'
import { endGroup } from '../process/process-group.ts'
import { isRunning } from '../process/process-identity.ts'
import { BEGUN, COMMAND_MARK, ENDED, SAID, type Supervised } from './supervised.ts'

/* A command under a supervisor that outlives the bot. What happens to it is noted in a folder, by which it is found again. */

/** In the environment of a supervisor, so that one whose start was never noted is found again. */
const MARK = 'SHIPMATE_COMMAND'
const SUPERVISOR = fileURLToPath(new URL('supervise.ts', import.meta.url))
/** The bot's own note that it has asked the command to end. */
const ENDING = 'ending.json'
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
const saidSchema = z.array(z.string())

/**
 * Whether none was started. Ends a supervisor that has not noted one yet, so that none starts afterwards, and a command whose
 * supervisor was killed before it could note it.
 */
export async function mayStart(notes: string): Promise<boolean> {
  if (await read(notes, BEGUN)) return false
  killMarked(MARK, notes)
  if (await read(notes, BEGUN)) return false
  killMarked(COMMAND_MARK, notes)
  return true
}

/** Whether one was started and has not ended. */
export async function isUnderWay(notes: string): Promise<boolean> {
  const { supervisor } = begunSchema.safeParse(await read(notes, BEGUN)).data ?? {}
  return supervisor !== undefined && isRunning(supervisor) && (await read(notes, ENDED)) === undefined
}

/** Starts one, with nothing noted there before. */
export async function startSupervised(notes: string, order: Omit<Supervised, 'state'>): Promise<void> {
  await rm(notes, { recursive: true, force: true })
  await mkdir(notes, { recursive: true, mode: 0o700 })
  const supervisor = spawn(process.execPath, [SUPERVISOR], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { [MARK]: notes },
  })
  supervisor.stdin.on('error', () => undefined)
  supervisor.stdin.end(JSON.stringify({ ...order, state: notes } satisfies Supervised))
  supervisor.unref()
  const isAlive = (): boolean => supervisor.exitCode === null && supervisor.signalCode === null
  while (isAlive() && (await read(notes, BEGUN)) === undefined) await sleep(LOOK_EVERY_MS)
}

export interface Following {
  readonly redact: Redact
  /** Ends the command, unless it is handed over: then it is left running. */
  readonly signal: Pick<AbortSignal, 'aborted' | 'reason'>
  /** Called with all progress that it has told so far, whenever there is more. */
  readonly onProgress?: (told: readonly string[]) => Promise<void>
  /** Exit code 0 after it was asked to end is `cancelled`, since its work may be half done: whoever waits looks for it. */
  readonly doubtsLateSuccess?: boolean
}

/**
 * Waits for the end of a command that was started, now or in an earlier life of the bot.
 * @throws {HandedOverError} when it is handed over.
 */
export async function endOf(
  notes: string,
  { redact, signal, onProgress, doubtsLateSuccess = false }: Following,
): Promise<CommandEnd> {
  const begun = begunSchema.safeParse(await read(notes, BEGUN)).data
  let isEnding = (await read(notes, ENDING)) !== undefined
  let hasAsked = false
  let told = 0
  for (;;) {
    throwIfHandedOver(signal)
    // Whether it still runs is asked first: what it has noted by then is its last word.
    const isAlive = begun?.supervisor !== undefined && isRunning(begun.supervisor)
    const ended = endedSchema.safeParse(await read(notes, ENDED)).data
    const said = onProgress ? (saidSchema.safeParse(await read(notes, SAID)).data ?? []) : []
    if (onProgress && said.length > told) await onProgress(said.map(redact))
    told = said.length
    // What has been done counts, so that it can be undone.
    if (ended && isEnding) killMarked(COMMAND_MARK, notes)
    if (ended?.exitCode === 0 && !(isEnding && doubtsLateSuccess)) return endFrom(ended, redact)
    if (signal.aborted && (ended || !isAlive)) return { kind: 'cancelled' }
    if (ended) return endFrom(ended, redact)
    if (!isAlive) return { kind: 'lost', tail: '' }
    if (signal.aborted && begun.leader && !hasAsked) {
      hasAsked = true
      isEnding = true
      await noteEnding(notes)
      void endGroup(begun.leader, GRACE_MS)
    }
    await sleep(LOOK_EVERY_MS)
  }
}

/** Before it is asked to end, so that a bot that follows this one knows it. */
async function noteEnding(notes: string): Promise<void> {
  await writeFile(join(notes, ENDING), '{}', { mode: 0o600 })
}

/** The worker that takes over finds the command still running. @throws {HandedOverError} */
export function throwIfHandedOver({ reason }: Pick<AbortSignal, 'reason'>): void {
  if (reason instanceof HandedOverError) throw reason
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
