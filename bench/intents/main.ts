import { readFrames } from '../../intents/model/example-file.ts'
import { createUnderstanding, type Understand } from '../../intents/understand.ts'
import { answerOf } from '../../src/app/commands/understand/answer.ts'
import { createDialogue } from '../../src/app/commands/understand/dialogue.ts'
import type { Catalog } from '../../src/domain/catalog.ts'
import { catalogs } from './catalogs.ts'
import { type ContractDialogue, contractDialogues, contractLines, contractLinesElsewhere } from './contract-lines.ts'
import { heldOutDialogues } from './dialogues.ts'
import {
  accuracyOf,
  byKind,
  calibrationError,
  confusions,
  type Judged,
  judge,
  macroF1,
  NOW,
  percentile,
  reachedOf,
  slotF1,
  takenForWork,
} from './figures.ts'
import { heldOutFor, laterLines } from './heldout.ts'
import { trainNlpjs } from './nlpjs.ts'

const CONTEXT = { by: 'terminal:bench', turns: [] }
const WARM_UP = 300
/** Times that the lines are timed beside the other library, after one to warm up. */
const PASSES = 5

const say = (text: string): boolean => process.stdout.write(`${text}\n`)
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

startTime()
for (const [name, catalog] of Object.entries(catalogs)) await evaluate(name, catalog)
later()
dialogues(
  'dialogues',
  heldOutDialogues().map((turns) => ({ catalog: catalogs['example catalog'], turns })),
)
fromContract()

/** What reading the shipped model costs a start, and learning a team's own example beside it. */
function startTime(): void {
  const memory = process.memoryUsage.rss()
  const time = (work: () => unknown): string => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return ((user + system) / 1000).toFixed(0)
  }
  const read = time(() => createUnderstanding(catalogs['example catalog']))
  const grown = (process.memoryUsage.rss() - memory) / 1024 / 1024
  const own = time(() => createUnderstanding(catalogs['example catalog'], readFrames(OWN, 'bench')))
  say(
    `start: ${read} ms of processor time, ${grown.toFixed(0)} MB more resident memory; with an example of one's own ${own} ms`,
  )
}

const OWN = 'health.check: |\n  is {service} still breathing\n'

async function evaluate(name: string, catalog: Catalog): Promise<void> {
  const understand = createUnderstanding(catalog)
  const lines = heldOutFor(catalog)
  for (const { text } of lines.slice(0, WARM_UP)) understand(text, CONTEXT, NOW)
  const micros: number[] = []
  const judged = lines.map(({ text, intent, slots }): Judged => {
    const start = performance.now()
    const understood = understand(text, CONTEXT, NOW)
    micros.push((performance.now() - start) * 1000)
    return { text, wanted: { intent, slots }, got: answerOf(understood), offered: [] }
  })
  report(name, judged, micros)
  await compare(catalog, understand, judged)
}

function report(name: string, judged: readonly Judged[], micros: readonly number[]): void {
  const talk = judged.filter(({ wanted }) => wanted.intent === 'out_of_scope')
  const taken = talk.filter(({ got }) => got.intent !== 'out_of_scope').map(({ got }) => got.intent)
  say(`\n== ${name}: ${judged.length} lines`)
  say(
    `accuracy ${percent(accuracyOf(judged))}, macro F1 ${percent(macroF1(judged))}, slot F1 ${percent(slotF1(judged))}`,
  )
  say(`calibration error ${percent(calibrationError(judged))}`)
  say(`out of scope taken for something: ${taken.length} of ${talk.length} (${taken.join(', ')})`)
  say(
    `microseconds a message: median ${percentile(micros, 0.5).toFixed(0)}, p99 ${percentile(micros, 0.99).toFixed(0)}`,
  )
  say(`confusions:\n  ${confusions(judged).join('\n  ')}`)
  const wrong = judged.filter(({ wanted, got }) => wanted.intent !== got.intent)
  say(
    `errors:\n  ${wrong.map(({ text, wanted, got }) => `${wanted.intent} ← ${got.intent} (${got.confidence.toFixed(2)}) ${text}`).join('\n  ')}`,
  )
}

/**
 * All lines go through one and then through the other, in turn, so that what else the machine does slows both alike; the
 * first turn warms both up.
 */
async function compare(catalog: Catalog, understand: Understand, judged: readonly Judged[]): Promise<void> {
  const classify = await trainNlpjs(catalog)
  let [ours, theirs, right] = [0, 0, 0]
  for (let pass = 0; pass <= PASSES; pass++) {
    const start = performance.now()
    for (const { text } of judged) understand(text, CONTEXT, NOW)
    const between = performance.now()
    for (const { text, wanted } of judged) if ((await classify(text)) === wanted.intent) right += 1
    const end = performance.now()
    if (pass === 0) continue
    ours += between - start
    theirs += end - between
  }
  const each = (milliseconds: number) => `${((1000 * milliseconds) / (PASSES * judged.length)).toFixed(0)} µs`
  say(
    `@nlpjs/nlp on the same lines: accuracy ${percent(right / judged.length / (PASSES + 1))}, mean ${each(theirs)} a message`,
  )
  say(
    `ours: accuracy ${percent(accuracyOf(judged))}, mean ${each(ours)} a message, slots included: ${(theirs / ours).toFixed(1)} times as fast`,
  )
}

function later(understand: Understand = createUnderstanding(catalogs['example catalog'])): void {
  const lines = laterLines()
  const right = lines.filter(({ text, intent }) => understand(text, CONTEXT, NOW).intent === intent)
  say(
    `\n== lines written after the others: ${right.length} of ${lines.length} intents right (${percent(right.length / lines.length)})`,
  )
}

function dialogues(name: string, written: readonly ContractDialogue[]): void {
  const turns = written.flatMap(({ catalog, turns: expected }) => {
    const answers = createDialogue(createUnderstanding(catalog), NOW)(expected.map(({ said }) => said))
    return expected.map((wanted, index) => ({ wanted, got: answers[index] }))
  })
  const key = (slots: object = {}) => JSON.stringify(Object.entries(slots).sort())
  const right = turns.filter(({ wanted, got }) => got?.intent === wanted.intent && key(got.slots) === key(wanted.slots))
  say(`\n== ${name}: ${right.length} of ${turns.length} turns fully right (${percent(right.length / turns.length)})`)
}

/** Totals only: whoever sees the lines begins to write examples for them. */
function fromContract(): void {
  for (const { name, catalog, lines } of [...contractLines(), ...contractLinesElsewhere()]) {
    const judged = judge(createUnderstanding(catalog), lines)
    const taken = takenForWork(judged)
    say(
      `\n== written from the contract alone, ${name}: ${judged.length} lines\naccuracy ${percent(accuracyOf(judged))}, right reading taken or offered ${percent(reachedOf(judged))}, macro F1 ${percent(macroF1(judged))}, slot F1 ${percent(slotF1(judged))}, talk taken for a change ${taken.change}, for a danger ${taken.danger}\n${byKind(judged)}`,
    )
  }
  for (const { name, written } of contractDialogues()) dialogues(`dialogues ${name}`, written)
}
