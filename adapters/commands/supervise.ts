import { spawn } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { killMarked } from '../process/marked-processes.ts'
import { endGroup, signalGroup } from '../process/process-group.ts'
import { identifyProcess } from '../process/process-identity.ts'
import { createOutputReader } from './output-reader.ts'
import { BEGUN, COMMAND_MARK, ENDED, SAID, type Supervised } from './supervised.ts'

/*
 * A process of its own beside every command: it outlives the bot, ends the command when its time is over, and notes how it
 * has ended, so that a bot that was killed meanwhile finds that out instead of running it again.
 */

/** What a command may still take that was asked to end, before it is killed. */
const GRACE_MS = 2_000
/** What is still on its way when the command has ended; processes it left behind could hold the pipe open for ever. */
const LAST_OUTPUT_MS = 2_000
const NOTE_PROGRESS_EVERY_MS = 100

async function supervise(order: Supervised): Promise<void> {
  const child = spawn(order.file, order.args, {
    ...order.options,
    cwd: order.cwd,
    env: { ...order.env, [COMMAND_MARK]: order.state },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const leader = child.pid === undefined ? undefined : identifyProcess(child.pid)
  note(order.state, BEGUN, { supervisor: identifyProcess(process.pid), leader })
  const reader = createOutputReader()
  const noteProgress = (): void => {
    const told = reader.newProgress()
    if (told) note(order.state, SAID, told)
  }
  const noting = setInterval(noteProgress, NOTE_PROGRESS_EVERY_MS)
  child.stdout.on('data', (chunk: Buffer) => reader.write(chunk, true))
  child.stderr.on('data', (chunk: Buffer) => reader.write(chunk, false))
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    if (leader) void endGroup(leader, GRACE_MS)
  }, order.timeoutMs)
  const drained = new Promise((resolve) => child.once('close', resolve))
  const end = await new Promise<object>((resolve) => {
    child.once('error', (error) => resolve({ how: `could not be started: ${error.message}` }))
    child.once('exit', (code, signal) => resolve(signal ? { how: `was ended by ${signal}` } : { exitCode: code ?? 1 }))
  })
  clearTimeout(timer)
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
  // What left the group is left alone where the command has ended by itself: connections kept for later do that, too.
  if (timedOut) killMarked(COMMAND_MARK, order.state)
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, LAST_OUTPUT_MS))])
  clearInterval(noting)
  const said = reader.read()
  noteProgress()
  note(order.state, ENDED, { ...end, timedOut, ...said })
  process.exit(0)
}

/** Written whole or not at all. */
function note(folder: string, name: string, value: object): void {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, JSON.stringify(value), { mode: 0o600 })
  renameSync(`${path}.part`, path)
}

const chunks: Buffer[] = []
process.stdin.on('data', (chunk: Buffer) => chunks.push(chunk))
process.stdin.once('end', () => void supervise(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Supervised))
