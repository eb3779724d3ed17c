import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Command, InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import { inTimeZone } from '../../../intents/in-time-zone.ts'
import { shippedFrames } from '../../../intents/model/example-files.ts'
import { createSteps, createUnderstanding, type Understand } from '../../../intents/understand.ts'
import { withoutWish } from '../../conversation/wish-to-tell.ts'
import type { Catalog } from '../../domain/catalog.ts'
import { ownExamplesFrom } from '../wiring/configured.ts'
import { readSettings } from './read-settings.ts'
import { readCatalog } from './understand/catalog-file.ts'
import { explanationOf } from './understand/explanation.ts'
import { createLineReader } from './understand/lines.ts'
import { secondLookFrom } from './understand/second-look.ts'

interface Options {
  readonly catalog: string
  readonly now?: Date
  readonly config?: string
  /** False when no language model is to be asked. */
  readonly llm: boolean
  readonly explain?: true
}

/** Reads messages as JSON lines and says, a line each and in order, what they are understood to ask for. */
export function understandCommand(): Command {
  return new Command('understand')
    .description('read messages as JSON lines and print, a line each, what they are understood to ask for')
    .argument('[message...]', 'with --explain: the message to explain')
    .requiredOption('--catalog <file>', 'the names people use, in YAML as in config/catalog.example.yaml')
    .option('--now <moment>', 'what "now" is, in ISO 8601', toMoment)
    .option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')
    .option('--no-llm', 'ask no language model, whatever is configured')
    .option('--explain', 'say of one message what was found in it and which part decided')
    .addHelpText('after', HELP)
    .action((words: readonly string[], options: Options) =>
      options.explain ? explain(words.join(' '), options) : understandLines(options),
    )
}

const HELP = `
A line that cannot be read is answered with {"error": …}; the next ones still count.
Where models.conversation (SHIPMATE_CONVERSATION_MODEL) names a language model, it is asked about every message the rules
are not sure of, as the bot asks it; such an answer says "via": "llm". When it fails, the answer is what the rules say.`

async function explain(message: string, { catalog, now, config }: Options): Promise<void> {
  const names = readCatalog(parse(readFileSync(catalog, 'utf8')), catalog)
  const steps = createSteps(names, ownExamplesFrom(readSettings(config)))
  const { text } = withoutWish(message, names)
  await write(`${explanationOf(steps(text, { by: 'terminal:reader', turns: [] }, now ?? new Date()))}\n`)
}

async function understandLines({ catalog, now, config, llm }: Options): Promise<void> {
  const settings = readSettings(config)
  const names = readCatalog(parse(readFileSync(catalog, 'utf8')), catalog)
  const read = inTimeZone(createUnderstanding(names, ownExamplesFrom(settings)), settings.gates.timeZone)
  // As in a conversation, where a wish to tell somebody is no part of what is read.
  const understand: Understand = (text, ...context) => read(withoutWish(text, names).text, ...context)
  warmUp(understand, names)
  const look = llm ? secondLookFrom(settings, names) : undefined
  const answer = createLineReader(understand, () => now ?? new Date(), look)
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') await write(`${JSON.stringify(await answer(line))}\n`)
  }
}

/** Said with the names of the catalog, this many examples bring every part of the reader to its full speed. */
const WARM_UP_MESSAGES = 800
const VALUES: Readonly<Record<string, string>> = {
  ref: 'v1.2.0',
  window: 'in the last 2 hours',
  at: 'tomorrow at 9am',
  count: 'last 5',
  task: 'TASK-1',
  change: 'CHG-1',
  incident: 'INC-1',
  run: 'RUN-1',
  pr: 'PR 1',
  reason: 'because it is \u201cready\u201d \u2192 now',
}

/** The first messages cost the compilation of everything; who asks first should not wait for it. */
function warmUp(understand: Understand, { services, environments }: Catalog): void {
  const names = { ...VALUES, service: services[0]?.id ?? '', environment: environments[0]?.id ?? '' }
  const context = { by: 'terminal:warm-up', turns: [] }
  const frames = shippedFrames()
  for (let index = 0; index < WARM_UP_MESSAGES; index++) {
    const text = frames[(index * 7) % frames.length]?.text ?? ''
    understand(
      text.replace(/\{(\w+)\}/g, (_, slot: keyof typeof names) => names[slot] ?? slot).replace(/[(|)]/g, ' '),
      context,
      new Date(),
    )
  }
}

/** Waits while whoever reads the answers is slower than they come. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve))
}

function toMoment(typed: string): Date {
  const moment = new Date(typed)
  if (Number.isNaN(moment.getTime())) throw new InvalidArgumentError('It must be a time in ISO 8601.')
  return moment
}
