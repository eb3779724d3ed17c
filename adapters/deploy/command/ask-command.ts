import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { confinedEnvironment } from '../../process/child-environment.ts'
import { type Confinement, confined } from '../../process/confinement.ts'
import { endGroup, signalGroup } from '../../process/process-group.ts'
import { identifyProcess } from '../../process/process-identity.ts'
import type { FilledCommand } from './filled-command.ts'

export interface AskedCommand {
  readonly command: FilledCommand
  readonly folder: string
  readonly confinement: Confinement
  readonly timeoutMs: number
  /** Of what it writes, the last so many bytes are kept. */
  readonly mostBytes: number
  readonly signal?: AbortSignal
}

/** What a command that only looks has answered, or why it has not, as a phrase that follows its name. */
export type Answered =
  | {
      readonly kind: 'answered'
      readonly exitCode: number
      readonly out: string
      readonly err: string
      readonly isCut: boolean
    }
  | { readonly kind: 'silent'; readonly why: string }

const GRACE_MS = 500
/** Processes it left behind could hold the pipe open for ever. */
const LAST_OUTPUT_MS = 500

/** Runs a command that changes nothing, as the leader of its own process group, so that all of it can be ended. */
export async function askCommand(asked: AskedCommand): Promise<Answered> {
  const { command, folder, confinement, timeoutMs, mostBytes, signal } = asked
  const [file = '', ...rest] = command.argv
  const run = confined(file, rest, confinement)
  const child = spawn(run.file, run.args, {
    ...run.options,
    cwd: folder,
    env: confinedEnvironment(confinement, command.env),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = keepEnd(child.stdout, mostBytes)
  const err = keepEnd(child.stderr, mostBytes)
  const drained = new Promise((resolve) => child.once('close', resolve))
  const ended = new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('exit', (code, by) => resolve(by ? `was ended by ${by}` : (code ?? 1)))
  })
  const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])])
  const stop = stopWhen(child.pid, deadline)
  const end = await ended
  stop()
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
  await Promise.race([drained, sleep(LAST_OUTPUT_MS)])
  child.stdout.destroy()
  child.stderr.destroy()
  if (deadline.aborted) return { kind: 'silent', why: `took longer than ${timeoutMs / 1_000} s and was stopped` }
  if (typeof end === 'string') return { kind: 'silent', why: end }
  return { kind: 'answered', exitCode: end, out: out.text(), err: err.text(), isCut: out.isCut() }
}

function stopWhen(pid: number | undefined, signal: AbortSignal): () => void {
  const leader = pid === undefined ? undefined : identifyProcess(pid)
  const stop = (): void => void (leader && endGroup(leader, GRACE_MS))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}

function keepEnd(stream: NodeJS.ReadableStream, mostBytes: number) {
  let kept = Buffer.alloc(0)
  let isCut = false
  stream.on('data', (chunk: Buffer) => {
    const all = Buffer.concat([kept, chunk])
    isCut ||= all.length > mostBytes
    kept = all.length > mostBytes ? all.subarray(all.length - mostBytes) : all
  })
  stream.on('error', () => undefined)
  return { text: () => kept.toString('utf8'), isCut: () => isCut }
}
