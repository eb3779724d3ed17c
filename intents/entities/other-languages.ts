import { anyOf, type LanguageWords, OTHER_LANGUAGES, spellings } from '../languages.ts'
import { type Entity, type EntityFinder, findAll } from './entity.ts'
import { numberOf } from './numbers.ts'
import { secondsOf, secondsSince } from './windows.ts'

/** `\b` knows no letters beyond English ones. */
const BEGIN = String.raw`(?<![\p{L}\p{N}_-])`
const END = String.raw`(?![\p{L}\p{N}_-])`
const whole = (source: string) => new RegExp(`${BEGIN}${source}${END}`, 'giu')

interface Finders {
  readonly values: readonly Value[]
  readonly anyValue: Readonly<Record<string, RegExp>>
  readonly windows: EntityFinder
  readonly counts: EntityFinder
}
interface Value {
  readonly slot: string
  readonly value: string
  readonly pattern: RegExp
}

const FINDERS: readonly Finders[] = OTHER_LANGUAGES.map((language) => ({
  values: Object.entries(language.values).flatMap(([slot, values]) =>
    Object.entries(values).map(([value, words]) => ({ slot, value, pattern: whole(anyOf(words)) })),
  ),
  anyValue: Object.fromEntries(
    Object.entries(language.values).map(([slot, values]) => [
      slot,
      new RegExp(`${BEGIN}${anyOf(Object.values(values).flat())}${END}`, 'iu'),
    ]),
  ),
  windows: windowsIn(language),
  counts: countsIn(language),
}))

const valuesOf =
  (slot: string): EntityFinder =>
  ({ text }) =>
    FINDERS.flatMap(({ values, anyValue }) =>
      anyValue[slot]?.test(text)
        ? values
            .filter((value) => value.slot === slot)
            .flatMap(({ value, pattern }) => findAll(text, pattern, slot, () => value))
        : [],
    )

/** Strategies, refs, metrics, states and test suites in the words of other languages. */
export const findForeignStrategies = valuesOf('strategy')
export const findForeignRefs = valuesOf('ref')
export const findForeignStates = valuesOf('state')
export const findForeignMetrics = valuesOf('metric')
export const findForeignSuites = valuesOf('suite')

/** "in den letzten zwei Stunden", "desde ayer". */
export const findForeignWindows: EntityFinder = (source) => FINDERS.flatMap(({ windows }) => windows(source))
/** "drei Instanzen", "los últimos 5". */
export const findForeignCounts: EntityFinder = (source) => FINDERS.flatMap(({ counts }) => counts(source))

/** What a number in digits or in the language's words is worth. */
export function numbersIn({ numbers }: LanguageWords): (typed: string) => number | undefined {
  const known = new Map(
    Object.entries(numbers).flatMap(([word, value]) => spellings(word).map((form) => [form, value])),
  )
  return (typed) => known.get(typed.toLowerCase()) ?? numberOf(typed)
}

/** Seconds of so many of a unit, as the language calls it. */
export function secondsIn({ windows }: LanguageWords): (amount: number, typed: string) => number | undefined {
  const unitOf = new Map(
    Object.entries(windows.units).flatMap(([unit, words]) => words.flatMap(spellings).map((word) => [word, unit])),
  )
  return (amount, typed) => secondsOf(String(amount), unitOf.get(typed.toLowerCase()))
}

function windowsIn(language: LanguageWords): EntityFinder {
  const { windows, days, numbers } = language
  const numberOfWord = numbersIn(language)
  const seconds = secondsIn(language)
  const unit = anyOf(Object.values(windows.units).flat())
  const back = anyOf([...windows.back, ...windows.ago])
  const counted = whole(String.raw`${back} (?:(\d{1,5}|${anyOf(Object.keys(numbers))}) )?(${unit})`)
  const half = whole(`${back} ${anyOf(windows.halves)} (${unit})`)
  const yesterday = whole(anyOf(days.yesterday))
  const today = whole(anyOf(days.today))
  return ({ text, now }): readonly Entity[] => [
    ...findAll(text, counted, 'window', ([, amount = '1', typed = '']) => {
      const count = amount === '1' ? 1 : numberOfWord(amount)
      return count === undefined ? undefined : seconds(count, typed)
    }),
    ...findAll(text, half, 'window', ([, typed = '']) => {
      const one = seconds(1, typed)
      return one === undefined ? undefined : one / 2
    }),
    ...findAll(text, yesterday, 'window', () => secondsSince(now, 1)),
    ...findAll(text, today, 'window', () => secondsSince(now, 0)),
  ]
}

function countsIn(language: LanguageWords): EntityFinder {
  const numberOfWord = numbersIn(language)
  const number = String.raw`(\d{1,6}|${anyOf(Object.keys(language.numbers))})`
  const units = anyOf(Object.values(language.windows.units).flat())
  const before = whole(`${number} ${anyOf(language.counted)}`)
  const after = whole(`${anyOf(language.ranks)} ${number}(?! ${units})`)
  return ({ text }) =>
    [before, after].flatMap((pattern) => findAll(text, pattern, 'count', ([, typed = '']) => numberOfWord(typed)))
}
