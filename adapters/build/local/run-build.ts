import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Confinement, confined } from '../../process/confinement.ts'
import { endGroup, signalGroup } from '../../process/process-group.ts'
import { identifyProcess } from '../../process/process-identity.ts'
import type { BuildLog } from './build-log.ts'

/** How the build command ended. */
export type BuildEnd =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly how: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }

export interface BuildRun {
  readonly command: readonly string[]
  readonly cwd: string
  readonly confinement: Confinement
  readonly environment: Readonly<Record<string, string>>
  /** Where the process is noted while it runs, so that whoever comes after a crash can end it. */
  readonly note: string
  readonly timeoutSeconds: number
  readonly log: BuildLog
  readonly signal: AbortSignal
}

/** What a build that was asked to end may still take before it is killed. */
const GRACE_MS = 2_000
/** What is still on its way when the command has ended; processes it left behind could hold the pipe open for ever. */
const LAST_OUTPUT_MS = 5_000

/** Runs the build command as the leader of its own process group, so that all of it can be ended. */
export async function runBuild(run: BuildRun): Promise<BuildEnd> {
  const [file, ...commandArguments] = run.command
  if (file === undefined) return { kind: 'succeeded' }
  const command = confined(file, commandArguments, run.confinement)
  const build = spawn(command.file, command.args, {
    ...command.options,
    cwd: run.cwd,
    env: run.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = endOf(build)
  const timeout = AbortSignal.timeout(run.timeoutSeconds * 1_000)
  const forget = stopWhen(build.pid, run.note, AbortSignal.any([run.signal, timeout]))
  try {
    const drained = Promise.all([drain(build.stdout, run.log), drain(build.stderr, run.log)])
    const end = await ended
    // What the command has started and left behind is no part of the release.
    if (build.pid !== undefined) signalGroup(build.pid, 'SIGKILL')
    await Promise.race([drained, sleep(LAST_OUTPUT_MS)])
    if (run.signal.aborted) return { kind: 'cancelled' }
    return timeout.aborted ? { kind: 'timed-out' } : end
  } finally {
    build.stdout.destroy()
    build.stderr.destroy()
    forget()
    await rm(run.note, { force: true })
  }
}

function endOf(build: ChildProcessByStdio<null, Readable, Readable>): Promise<BuildEnd> {
  return new Promise((resolve) => {
    build.once('error', (error) => resolve({ kind: 'failed', how: `could not be started: ${error.message}` }))
    build.once('exit', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
      resolve(code === 0 ? { kind: 'succeeded' } : { kind: 'failed', how })
    })
  })
}

/** Records the process in a file, and ends it when the signal aborts. Returns what stops listening to the signal. */
function stopWhen(pid: number | undefined, note: string, signal: AbortSignal): () => void {
  const leader = pid === undefined ? undefined : identifyProcess(pid)
  if (!leader) return () => undefined
  writeFileSync(note, JSON.stringify(leader), { mode: 0o600 })
  const stop = (): void => void endGroup(leader, GRACE_MS)
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}

async function drain(output: Readable, log: BuildLog): Promise<void> {
  try {
    for await (const chunk of output) await log.write(chunk)
  } catch {
    // The pipe broke or was closed: what was read is what there is.
  }
}
