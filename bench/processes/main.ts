import { Command } from 'commander'
import { describeMachine } from '../machine.ts'
import { onServers, serversFrom } from '../setups.ts'
import { median } from '../statistics.ts'
import { aligned } from '../table.ts'
import { type CrewFigures, type CrewSizes, measureCrew } from './measure-crew.ts'
import { type Spent, sum } from './processors.ts'

const PROCESSES = [1, 2, 4] as const

const command = new Command('bench:processes')
  .description(
    'several processes of the bot on one PostgreSQL and one Redis, named by TEST_DATABASE_URL and TEST_REDIS_URL',
  )
  .option('--runs <number>', 'how often each number of processes has its turn', '3')
  .option('--quick', 'ask hardly anything: only to see that it runs')
  .parse()
const { runs, quick = false } = command.opts<{ readonly runs: string; readonly quick?: boolean }>()
const sizes: CrewSizes = quick ? { warmUp: 8, messages: 16 } : { warmUp: 300, messages: 1_500 }

const servers = serversFrom(process.env)
if (!servers) throw new Error('set TEST_DATABASE_URL and TEST_REDIS_URL')
const machine = await describeMachine(servers)
process.stdout.write(
  `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}\n\n`,
)
const measured: CrewFigures[] = []
for (let run = 0; run < (quick ? 1 : Number(runs)); run++) {
  for (const processes of PROCESSES) {
    process.stderr.write(`${processes} at work\n`)
    measured.push(await measureCrew(onServers(servers), processes, sizes))
  }
}
const columns = PROCESSES.map((processes) => measured.filter((one) => one.processes === processes))
const row = (name: string, cell: (figures: CrewFigures) => number, digits = 1): readonly string[] => [
  name,
  ...columns.map((runs) => median(runs.map(cell)).toLocaleString('en', { maximumFractionDigits: digits })),
]
process.stdout.write(
  `${aligned([
    ['processes', ...PROCESSES.map(String)],
    row('messages answered, a second', ({ messages, seconds }) => messages / seconds, 0),
    row('thought about, times each message', ({ understood, messages }) => sum(understood) / messages, 2),
    row('fewest answers posted by one, in % of an even share', ({ posted }) => evenness(posted, Math.min), 0),
    row('most', ({ posted }) => evenness(posted, Math.max), 0),
    row('processor time a message: the bots, ms', (one) => each(one, ({ bots }) => sum(bots))),
    row('… PostgreSQL, ms', (one) => each(one, ({ postgres }) => postgres)),
    row('… Redis, ms', (one) => each(one, ({ redis }) => redis)),
    row('… who sends and the scripted Slack, ms', (one) => each(one, ({ bench }) => bench)),
    row('in % of all cores', (one) => share(one), 0),
    row('not recorded', ({ messages, recorded }) => messages - recorded),
    row('not handled', ({ messages, handled }) => messages - handled),
    row('not answered', ({ messages, answered }) => messages - answered),
    row('handled twice', ({ handledTwice }) => handledTwice),
    row('answered twice', ({ answeredTwice }) => answeredTwice),
  ]).join('\n')}\n`,
)
process.exit()

function evenness(posted: readonly number[], pick: (...values: number[]) => number): number {
  return (100 * pick(...posted)) / (sum(posted) / posted.length)
}

function each({ before, after, messages }: CrewFigures, part: (spent: Spent) => number): number {
  return (part(after) - part(before)) / messages
}

function share(one: CrewFigures): number {
  const all = each(one, ({ bots, postgres, redis, bench }) => sum(bots) + postgres + redis + bench)
  return (100 * all * one.messages) / (one.seconds * 1_000 * machine.cores)
}
