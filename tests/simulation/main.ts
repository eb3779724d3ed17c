import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { PLANT_NAMES, type PlantName } from './plants.ts'
import { type Failure, simulate } from './simulate.ts'

interface Options {
  readonly runs: number
  readonly seed: number
  readonly plant?: PlantName
}

const command = new Command('simulate')
  .description(
    'play random runs of the bot with random faults on a clock of their own, and check what must always hold',
  )
  .option('--runs <number>', 'how many', wholeNumber, 1_000)
  .option('--seed <number>', 'of the first run; the next ones count up from it', wholeNumber, randomInt(2 ** 31))
  .addOption(new Option('--plant <fault>', 'put a fault into the world, which must be found').choices(PLANT_NAMES))
  .parse()
const { runs, seed, plant } = command.opts<Options>()

const REPORT_EVERY = 500
say(`seed ${seed}, ${runs} runs${plant ? `, planted: ${plant}` : ''}`)
const began = performance.now()
const { tally, failures } = await simulate({
  runs,
  seed,
  plant,
  onPlayed(played, failure) {
    if (failure) say(describe(failure))
    if (played % REPORT_EVERY === 0) say(`${played} after ${seconds()} s`)
  },
})
for (const [what, times] of [...tally.counts].sort(([one], [other]) => one.localeCompare(other)))
  say(`${String(times).padStart(9)} ${what}`)
const violations = failures.reduce((sum, one) => sum + one.violations.length, 0)
say(`seed ${seed}, ${seconds()} s`)
say(`${runs} runs, ${violations} violations`)
process.exitCode = violations > 0 ? 1 : 0

/** Of a run that is replayed alone the whole log is told. */
function describe({ seed: failing, violations: all, story }: Failure): string {
  const replay = `npm run simulate -- --runs 1 --seed ${failing}${plant ? ` --plant ${plant}` : ''}`
  return [
    ...(runs === 1 ? story : []),
    `seed ${failing}:`,
    ...all.map((one) => `  ${one}`),
    `  replay: ${replay}`,
  ].join('\n')
}

function seconds(): number {
  return Math.round((performance.now() - began) / 1_000)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}
