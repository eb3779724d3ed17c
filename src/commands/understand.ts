import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Command, InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import { createUnderstanding, type Understand } from '../../intents/understand.ts'
import { readCatalog } from './understand/catalog-file.ts'
import { createLineReader } from './understand/lines.ts'

interface Options {
  readonly catalog: string
  readonly now?: Date
}

/** Reads messages as JSON lines and says, a line each and in order, what they are understood to ask for. */
export function understandCommand(): Command {
  return new Command('understand')
    .description('read messages as JSON lines and print, a line each, what they are understood to ask for')
    .requiredOption('--catalog <file>', 'the names people use, in YAML as in config/catalog.example.yaml')
    .option('--now <moment>', 'what "now" is, in ISO 8601', toMoment)
    .option('--no-llm', 'ask no language model; none is asked unless one is configured')
    .addHelpText('after', '\nA line that cannot be read is answered with {"error": …}; the next ones still count.')
    .action(understandLines)
}

async function understandLines({ catalog, now }: Options): Promise<void> {
  const understand = createUnderstanding(readCatalog(parse(readFileSync(catalog, 'utf8')), catalog))
  warmUp(understand)
  const answer = createLineReader(understand, () => now ?? new Date())
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') await write(`${JSON.stringify(answer(line))}\n`)
  }
}

const WARM_UP_ROUNDS = 40

/** The first few messages cost the compilation of everything; who asks first should not wait for it. */
function warmUp(understand: Understand): void {
  const texts = [
    'status of it in the last hour',
    'please deploy it tomorrow at 9am because it is ready',
    'hi, approve CHG-1 if green',
  ]
  const context = { by: 'terminal:warm-up', turns: [] }
  for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const text of texts) understand(text, context, new Date())
}

/** Waits while whoever reads the answers is slower than they come. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve))
}

function toMoment(typed: string): Date {
  const moment = new Date(typed)
  if (Number.isNaN(moment.getTime())) throw new InvalidArgumentError('It is no moment in ISO 8601.')
  return moment
}
