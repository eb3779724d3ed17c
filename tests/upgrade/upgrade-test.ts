/*
 * A rolling upgrade of the bot, played for real: a process of an older version beside one of this version, on one PostgreSQL
 * and one Redis, while people deploy and roll back through both and one is killed at each point and comes again.
 *
 *   TEST_DATABASE_URL=… TEST_REDIS_URL=… npm run upgrade-test             # -- --from <commit> --every 3 --at 'after deploy'
 *
 * The older version is taken out of the history: the newest tag, or what `--from` says. Ends with 1 when anything was lost or
 * doubled.
 */
import { parseArgs } from 'node:util'
import { DEPLOY, FIRST_DEPLOY, type Flow, messagesIn, playFlow, ROLL_BACK } from '../kill/flow.ts'
import { type Fault, lost } from '../kill/judge.ts'
import { ASKER } from '../kill/lane.ts'
import { startTraffic } from '../kill/traffic.ts'
import type { Age } from './crew.ts'
import { takeOlderVersion } from './older-version.ts'
import { openStage, type Servers, type Stage } from './stage.ts'

/**
 * The places where what one process has started is continued by the other. Not after a question is posted: up to 8633f8de the
 * older one takes what a killed process has posted for what the card says by then, and so may leave its buttons there.
 */
const POINTS = [
  'after append message.received',
  'before post confirmation',
  'confirmation.given',
  'before enqueue',
  'before job',
  'after build',
  'before deploy',
  'before report starting',
  'before report healthy',
  'before report switched',
  'after deploy',
  'after shown status',
  'after post result',
]

const { values } = parseArgs({
  options: { from: { type: 'string' }, every: { type: 'string', default: '1' }, at: { type: 'string' } },
})
const every = Math.max(1, Number.parseInt(values.every, 10))
const score = { flows: 0, lost: 0, doubled: 0 }

await main()

async function main(): Promise<void> {
  const servers = serversFrom(process.env)
  if (!servers) return say('not run: set TEST_DATABASE_URL and TEST_REDIS_URL')
  const older = takeOlderVersion(values.from)
  if (typeof older === 'string') return say(`not run: ${older}`)
  say(`${older.commit} is the older version`)
  const stage = await openStage(servers, older.program)
  try {
    await play(stage)
  } catch (error) {
    note('the upgrade goes to its end', [lost(error instanceof Error ? (error.stack ?? error.message) : String(error))])
  } finally {
    await stage.close()
    older.remove()
  }
  const killed = (age: Age): number => stage.bot.killed.filter((one) => one === age).length
  say(`${score.flows} flows, older killed ${killed('older')} times, newer ${killed('newer')} times`)
  say(`${score.lost} lost, ${score.doubled} doubled`)
  process.exitCode = score.lost + score.doubled === 0 ? 0 : 1
}

async function play(stage: Stage): Promise<void> {
  const { bot } = stage
  const threads: string[] = []
  const flow = async (what: string, one: Flow, point?: string): Promise<void> => {
    const { faults, thread, killedAt } = await playFlow(stage, one, point)
    threads.push(thread)
    score.flows += 1
    note(`${what}: ${one.kind}${killedAt === undefined ? '' : `, ${bot.killed.at(-1)} killed ${killedAt}`}`, [
      ...faults,
      ...traffic.failures().map((why) => lost(`a request of a user: ${why}`)),
    ])
  }
  let traffic = { failures: (): readonly string[] => [], stop: async () => {} }

  await bot.add('older')
  await flow('the older one alone', FIRST_DEPLOY)
  traffic = startTraffic(stage.url)
  await bot.add('newer')
  await sayWhatIsNew(stage)
  for (const [index, point] of POINTS.entries()) {
    if (values.at === undefined ? index % every !== 0 : values.at !== point) continue
    await flow('side by side', DEPLOY, point)
    await flow('side by side', ROLL_BACK, point)
  }
  await flow('side by side', DEPLOY)
  await bot.retire('older')
  await flow('the newer one alone', ROLL_BACK)
  await bot.add('older')
  await flow('the older one started after it', DEPLOY)
  await bot.retire('newer')
  await flow('the older one alone, after the newer one', ROLL_BACK)
  await bot.add('newer')
  await bot.retire('older')
  await flow('the newer one alone', DEPLOY)
  await traffic.stop()

  const changed = threads.filter((thread) => messagesIn(stage, thread).length !== 3).length
  note('all threads once more', changed === 0 ? [] : [{ kind: 'doubled', what: `${changed} threads have changed` }])
  const breaks = await stage.breaks()
  note('the chain of the log holds', breaks.length === 0 ? [] : [lost(JSON.stringify(breaks))])
}

/** Has the newer one append events of types that the older one does not know. */
async function sayWhatIsNew({ slack, bot }: Stage): Promise<void> {
  slack.deliverTo(bot.endpoint('newer'))
  await slack.direct(ASKER, 'console')
  await slack.message(({ text, blocks }) => JSON.stringify([text, blocks]).includes('/login#'))
  slack.deliverTo(() => bot.next())
}

function serversFrom({ TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl }: NodeJS.ProcessEnv) {
  return databaseUrl && redisUrl ? ({ databaseUrl, redisUrl } satisfies Servers) : undefined
}

function note(what: string, faults: readonly Fault[]): void {
  if (faults.some(({ kind }) => kind === 'lost')) score.lost += 1
  if (faults.some(({ kind }) => kind === 'doubled')) score.doubled += 1
  say(`${faults.length === 0 ? '✓' : '✗'} ${what}`)
  for (const { kind, what: detail } of faults) say(`    ${kind}: ${detail}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
