import { Command } from 'commander'
import { compareRuns, drawRatios, isWorse } from './compare-runs.ts'
import { describeMachine } from './machine.ts'
import { measureSetup } from './measure-setup.ts'
import { figuresOf } from './measurement.ts'
import { referenceMs, timeReference } from './reference.ts'
import { type Run, readFigures, SAVED_FIGURES, saveFigures } from './saved-figures.ts'
import { EMBEDDED, onServers, SERVERS_NAME, serversFrom } from './setups.ts'
import { FULL, QUICK } from './sizes.ts'
import { type Column, drawTable, isMeasured } from './table.ts'

interface Options {
  readonly json?: boolean
  readonly quick?: boolean
  readonly check?: boolean
  readonly save?: boolean
  readonly figures: string
}

const command = new Command('bench')
  .description('measure the bot: embedded, and on Redis and PostgreSQL if TEST_DATABASE_URL and TEST_REDIS_URL are set')
  .option('--json', 'print the figures as JSON')
  .option('--quick', 'measure hardly anything: only to see that it runs')
  .option('--check', 'compare with the saved figures; an error when one is much worse')
  .option('--save', 'save the figures, to be compared with later')
  .option('--figures <file>', 'where they are saved', SAVED_FIGURES)
  .parse()
const { json = false, quick = false, check = false, save = false, figures: file } = command.opts<Options>()

const saved = check ? await readFigures(file) : undefined
const unchecked = check ? whyUnchecked(saved) : undefined
if (unchecked) {
  process.stderr.write(`${unchecked}\n`)
  // Nothing was checked.
  process.exitCode = 1
}
if (!unchecked || save) await bench()

function whyUnchecked(saved: Run | undefined): string | undefined {
  if (!saved) return 'There are no saved figures to compare with; “npm run bench -- --save” saves some.'
  if (saved.quick === quick) return undefined
  return `The saved figures are of the ${saved.quick ? 'short' : 'long'} form; they are not compared with the other.`
}

async function bench(): Promise<void> {
  const servers = serversFrom(process.env)
  const machine = await describeMachine(servers)
  const began = performance.now()
  const rounds = [...(await timeReference())]
  const columns: Column[] = []
  for (const setup of [EMBEDDED, ...(servers ? [onServers(servers)] : [])]) {
    const measured = await measureSetup(setup, quick ? QUICK : FULL, (what) => process.stderr.write(`${what}\n`))
    columns.push({ setup: setup.name, measured })
    rounds.push(...(await timeReference()))
  }
  if (!servers) {
    const notMeasured = 'TEST_DATABASE_URL or TEST_REDIS_URL is not set'
    columns.push({ setup: SERVERS_NAME, measured: { notMeasured } })
  }
  const seconds = Math.round((performance.now() - began) / 1000)
  const run: Run = {
    machine,
    quick,
    referenceMs: referenceMs(rounds),
    setups: columns.flatMap(({ setup, measured }) =>
      isMeasured(measured) ? [{ setup, figures: measured.flatMap(figuresOf) }] : [],
    ),
  }
  process.stdout.write(
    json ? asJson(run, columns, seconds) : `\n${drawTable(columns, machine)}\nMeasured in ${seconds} s.\n`,
  )
  if (saved && !unchecked) compare(saved, run)
  if (save) await saveFigures(file, run)
}

function compare(before: Run, run: Run): void {
  const ratios = compareRuns(before, run)
  const to = json ? process.stderr : process.stdout
  to.write(`\n${drawRatios(ratios, before, run)}\n`)
  if (ratios.length === 0 || ratios.some(isWorse)) process.exitCode = 1
}

function asJson({ machine, referenceMs, setups }: Run, columns: readonly Column[], seconds: number): string {
  const notMeasured = columns.flatMap(({ setup, measured }) => (isMeasured(measured) ? [] : [{ setup, ...measured }]))
  const printed = { machine, seconds, referenceMs, setups: [...setups, ...notMeasured] }
  return `${JSON.stringify(printed, undefined, 2)}\n`
}
