import { Command } from 'commander'
import { describeMachine } from './machine.ts'
import { measureSetup } from './measure-setup.ts'
import { figuresOf } from './measurement.ts'
import { EMBEDDED, onServers, SERVERS_NAME, serversFrom } from './setups.ts'
import { FULL, QUICK } from './sizes.ts'
import { type Column, drawTable, isMeasured } from './table.ts'

interface Options {
  readonly json?: boolean
  readonly quick?: boolean
}

const command = new Command('bench')
  .description('measure the bot: embedded, and on Redis and PostgreSQL if TEST_DATABASE_URL and TEST_REDIS_URL are set')
  .option('--json', 'print the figures as JSON')
  .option('--quick', 'measure hardly anything: only to see that it runs')
  .parse()
const { json = false, quick = false } = command.opts<Options>()

const servers = serversFrom(process.env)
const machine = await describeMachine(servers)
const began = performance.now()
const columns = await measureAll()
const seconds = Math.round((performance.now() - began) / 1000)
process.stdout.write(json ? asJson() : `\n${drawTable(columns, machine)}\nMeasured in ${seconds} s.\n`)

async function measureAll(): Promise<readonly Column[]> {
  const sizes = quick ? QUICK : FULL
  const progress = (what: string): void => void process.stderr.write(`${what}\n`)
  const embedded: Column = { setup: EMBEDDED.name, measured: await measureSetup(EMBEDDED, sizes, progress) }
  if (!servers) {
    return [
      embedded,
      { setup: SERVERS_NAME, measured: { notMeasured: 'TEST_DATABASE_URL or TEST_REDIS_URL is not set' } },
    ]
  }
  const onThem = onServers(servers)
  return [embedded, { setup: onThem.name, measured: await measureSetup(onThem, sizes, progress) }]
}

function asJson(): string {
  const setups = columns.map(({ setup, measured }) =>
    isMeasured(measured) ? { setup, figures: measured.flatMap(figuresOf) } : { setup, ...measured },
  )
  return `${JSON.stringify({ machine, seconds, setups }, undefined, 2)}\n`
}
