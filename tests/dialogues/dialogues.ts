import { randomInt } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { checkDialogues } from './check-dialogues.ts'
import { FAULTS, type Fault } from './judge-dialogue.ts'

interface Options {
  readonly count: number
  readonly seed: number
  readonly fault: readonly Fault[]
}

const command = new Command('dialogues')
  .description('play random dialogues with the bot, and hold what it does against the rule of the conversation')
  .option('--count <number>', 'how many', wholeNumber, 50_000)
  .option(
    '--seed <number>',
    'of the random numbers; the same seed gives the same dialogues',
    wholeNumber,
    randomInt(2 ** 31),
  )
  .addOption(new Option('--fault <faults...>', 'look for these alone').choices(FAULTS).default(FAULTS, 'all'))
  .parse()
const { count, seed, fault: faults } = command.opts<Options>()

const REPORT_EVERY = 1_000
say(`seed ${seed}, ${count} dialogues`)
const began = performance.now()
const { dialogues, counts, violation } = await checkDialogues({
  count,
  seed,
  faults,
  onPlayed: (played) => {
    if (played % REPORT_EVERY === 0) say(`${played} after ${secondsSince(began)} s`)
  },
})
for (const [what, times] of [...counts].sort(([one], [other]) => one.localeCompare(other)))
  say(`${String(times).padStart(8)} ${what}`)
if (violation) say(`\n${violation.transcript}`)
say(
  `${dialogues} dialogues in ${secondsSince(began)} s, seed ${seed}: ${violation ? violation.faults.join(', ') : 'none broke the rule'}`,
)
process.exitCode = violation ? 1 : 0

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1_000)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}
