import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { freePort } from '../../tests/support/ports.ts'
import { describeMachine } from '../machine.ts'
import { median } from '../statistics.ts'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))
const RUNS = 5
/** What a start leaves to be done has been done by then. */
const SETTLED_MS = 5_000

const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
const starts: { promptMs: number; residentMb: number }[] = []
for (let run = 0; run < RUNS; run++) starts.push(await inNewFolder(startOnce))
const middle = (key: keyof (typeof starts)[number]): number => median(starts.map((start) => start[key]))
process.stdout.write(`npm start in a new folder: prompt after ${(middle('promptMs') / 1_000).toFixed(1)} s, `)
process.stdout.write(
  `${Math.round(middle('residentMb'))} MB resident ${SETTLED_MS / 1_000} s later (median of ${RUNS})\n`,
)
process.exit()

/** `npm start` in a terminal of its own, which `script` of util-linux makes. */
async function startOnce(folder: string): Promise<{ promptMs: number; residentMb: number }> {
  const env = { ...process.env, SHIPMATE_DATA_DIR: folder, SHIPMATE_HTTP_PORT: String(await freePort()), TERM: 'xterm' }
  const began = performance.now()
  const terminal = spawn('script', ['--quiet', '--command', 'npm start', '/dev/null'], {
    cwd: PROJECT,
    env,
    stdio: 'pipe',
  })
  const ended = once(terminal, 'exit')
  let shown = ''
  const prompted = Promise.withResolvers<void>()
  terminal.stdout.on('data', (chunk) => {
    shown += String(chunk)
    if (shown.includes('you ›')) prompted.resolve()
  })
  await Promise.race([prompted.promise, ended.then(() => Promise.reject(new Error(`no prompt:\n${shown}`)))])
  const promptMs = performance.now() - began
  await wait(SETTLED_MS)
  const bot = await botUnder(terminal.pid ?? 0)
  const residentMb = await residentMbOf(bot)
  process.kill(bot, 'SIGTERM')
  await ended
  return { promptMs, residentMb }
}

/** The bot among the processes that this one has started. */
async function botUnder(ancestor: number): Promise<number> {
  const children = new Map<number, number[]>()
  for (const name of (await readdir('/proc')).filter((one) => /^\d+$/.test(one))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const below = (pid: number): readonly number[] =>
    (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)])
  for (const pid of below(ancestor)) {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (command[0]?.endsWith('node') && command.includes('src/main.ts')) return pid
  }
  throw new Error('the bot is not running')
}

async function residentMbOf(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1_024
}

async function inNewFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-bench-'))
  try {
    return await use(folder)
  } finally {
    await stopAll(folder)
    await rm(folder, { recursive: true, force: true })
  }
}
