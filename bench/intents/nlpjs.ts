import { LangEn } from '@nlpjs/lang-en'
import { Nlp } from '@nlpjs/nlp'
import { shippedFrames } from '../../intents/model/example-files.ts'
import { expand } from '../../intents/model/expand.ts'
import { createRandom } from '../../intents/model/random.ts'
import type { Catalog } from '../../src/domain/catalog.ts'

/** What another library makes of a text. */
export type OtherClassifier = (text: string) => Promise<string>

const SEED = 7
/** Of each frame, as ours learns them. */
const SENTENCES = 2

/**
 * @nlpjs/nlp as it comes, trained on the same sentences; it learns names as words, so it is given those of the catalog,
 * and finds them in a text as ours does.
 */
export async function trainNlpjs(catalog: Catalog): Promise<OtherClassifier> {
  const nlp = new Nlp({ languages: ['en'], autoSave: false, nlu: { log: false }, forceNER: true })
  nlp.container.register('log', { debug() {}, info() {}, warn() {}, error() {} })
  nlp.use(LangEn)
  const random = createRandom(SEED)
  for (const { intent, text } of shippedFrames()) {
    for (const sentence of expand(text, SENTENCES)) nlp.addDocument('en', named(sentence, catalog, random), intent)
  }
  for (const [kind, things] of Object.entries(catalog)) {
    for (const { id, aliases } of things) nlp.ner.addRuleOptionTexts('en', kind, id, [id, ...aliases])
  }
  await nlp.train()
  return async (text) => {
    const { intent } = await nlp.process('en', text)
    return intent === 'None' ? 'out_of_scope' : intent
  }
}

const SAID: Readonly<Record<string, readonly string[]>> = {
  ref: ['v1.2.0', 'abc1234', 'main'],
  strategy: ['canary', 'blue-green', 'no cache'],
  count: ['last 5', '3', 'top three'],
  window: ['in the last hour', 'since yesterday', 'last 7 days'],
  at: ['tomorrow 9am', 'in 20 minutes', 'on friday at noon'],
  pr: ['PR 42', '#12'],
  change: ['CHG-12', 'change 7'],
  incident: ['INC-3', 'incident 8'],
  task: ['TASK-42', 'job 7'],
  run: ['RUN-4', 'run 9'],
  severity: ['sev1', 'sev2'],
  reason: ['because it is broken', 'due to the audit'],
  conditions: ['provided that QA agrees', 'if the tests pass'],
  number: ['4', '12'],
  unknown: ['zed', 'quux'],
}

function named(sentence: string, catalog: Catalog, random: () => number): string {
  const pick = (values: readonly string[]) => values[Math.floor(random() * values.length)] ?? ''
  return sentence.replace(/_([a-z]+)_/g, (whole, slot: string) => {
    const things = catalog[`${slot}s` as keyof Catalog]
    return pick(things?.flatMap(({ id, aliases }) => [id, ...aliases]) ?? SAID[slot] ?? [whole])
  })
}
