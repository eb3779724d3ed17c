import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { type Bot, startBotProcess } from '../../tests/kill/bot.ts'
import { freePort } from '../../tests/support/ports.ts'
import { describeMachine } from '../machine.ts'
import { processorMsOf } from '../processor-time.ts'
import { median } from '../statistics.ts'
import { discordPlatform } from './discord-platform.ts'
import type { Platform, Pressed, Question } from './platform.ts'
import { slackPlatform } from './slack-platform.ts'

const command = new Command('bench:first-press')
  .description('press Confirm right after a restart, and once more when the bot has been running for a while')
  .argument('[restarts]', 'how many times on each platform', '5')
  .parse()
const restarts = Number(command.args[0] ?? '5')

const machine = await describeMachine(undefined)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n`,
)
for (const open of [() => slackPlatform('http'), () => slackPlatform('socket'), discordPlatform]) {
  const platform = await open()
  const { started, first, later } = await inNewFolder((folder) => measure(platform, folder))
  process.stdout.write(`${platform.name}: ready after ${of(started, (ms) => ms)} ms\n`)
  process.stdout.write(`  first press: ${describe(first)}\n  later press: ${describe(later)}\n`)
  await platform.stop()
}
process.exit()

type Measured = Pressed & { readonly processorMs: number }

async function measure(platform: Platform, folder: string) {
  const ports = { staging: await freePort(), production: await freePort() }
  const { env, owner } = platform
  const start = (): Promise<Bot> => startBotProcess({ folder, ports, env, owner })
  const [started, first, later]: [number[], Measured[], Measured[]] = [[], [], []]
  let bot = await start()
  for (let round = 0; round < restarts; round += 1) {
    const question = await platform.ask('v1.0.0')
    bot.kill('SIGTERM')
    await bot.ended
    const began = performance.now()
    bot = await start()
    started.push(performance.now() - began)
    first.push(await press(question, bot))
    later.push(await press(await platform.ask('v1.1.0'), bot))
  }
  bot.kill('SIGTERM')
  await bot.ended
  return { started, first, later }
}

async function press(question: Question, { pid }: Bot): Promise<Measured> {
  const before = await processorMsOf(pid)
  const pressed = await question.confirm()
  const processorMs = (await processorMsOf(pid)) - before
  await question.live()
  return { ...pressed, processorMs }
}

/** Median, and the slowest. */
function of<One>(all: readonly One[], figure: (one: One) => number): string {
  const figures = all.map(figure)
  return `${Math.round(median(figures))} (at most ${Math.round(Math.max(...figures))})`
}

function describe(presses: readonly Measured[]): string {
  return [
    `acknowledged after ${of(presses, ({ acknowledgedMs }) => acknowledgedMs)} ms`,
    `card confirmed after ${of(presses, ({ shownMs }) => shownMs)} ms`,
    `${of(presses, ({ processorMs }) => processorMs)} ms of processor time`,
  ].join(', ')
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
