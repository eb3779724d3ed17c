import { anyOf, type LanguageWords, OTHER_LANGUAGES, type PartOfDay, spellings } from '../languages.ts'
import { matchesOf } from '../matches.ts'
import { type Entity, type EntityFinder, overlaps } from './entity.ts'
import { numbersIn, secondsIn } from './other-languages.ts'

/** When a part of the day begins, and what it means without an hour. */
const HOURS: Readonly<Record<PartOfDay, readonly [from: number, usual: number]>> = {
  morning: [0, 6],
  noon: [12, 12],
  afternoon: [12, 15],
  evening: [17, 20],
  night: [20, 22],
}
const NOON = 12 * 60
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const HALF_DAY_MS = DAY_MS / 2

type Groups = Readonly<Partial<Record<string, string>>>
type Meaning<Value> = ReadonlyMap<string, Value>

/** A language's words for moments, and where they stand. */
interface Grammar {
  readonly days: Meaning<number>
  readonly weekdays: Meaning<number>
  readonly months: Meaning<number>
  readonly parts: Meaning<PartOfDay>
  readonly partsOfToday: Meaning<PartOfDay>
  readonly number: (typed: string) => number | undefined
  readonly seconds: (amount: number, unit: string) => number | undefined
  /** A day with or without an hour, an hour alone, and a length of time from now. */
  readonly dated: RegExp
  readonly timed: RegExp
  readonly ahead: RegExp
  /** What makes a bare number an hour, as "um 18 Uhr" and "a las 6" have it and "um 2 erhöhen" has not. */
  readonly announced: RegExp
  readonly oClock: RegExp
  readonly half: RegExp
}

const NEVER = '\u0000'
/** "12.03.2031", "12/3/2031" and "2031-03-12": the day before the month, unless the year comes first. */
const IN_DIGITS = String.raw`(?:(?<dayInDigits>\d{1,2})(?:\.|/)(?<monthInDigits>\d{1,2})(?:\.|/)(?<yearInDigits>20\d\d)|(?<iso>20\d\d-\d\d-\d\d))`

function grammarOf(language: LanguageWords): Grammar {
  const { moments, numbers, windows } = language
  const days = byWord(Object.entries(moments.days).map(([word, ahead]) => [ahead, [word]] as const))
  const weekdays = byWord(moments.weekdays.map((words, index) => [index, words] as const))
  const months = byWord(moments.months.map((word, index) => [index, [word]] as const))
  const parts = byWord(Object.entries(moments.parts) as readonly [PartOfDay, readonly string[]][])
  const partsOfToday = byWord(Object.entries(moments.partsOfToday).map(([word, part]) => [part, [word]] as const))

  const number = String.raw`\d{1,2}|${anyOf(Object.keys(numbers))}`
  const behind = anyOf(moments.behindHour)
  const oClock = anyOf([...moments.oClock, NEVER])
  const saidHour = String.raw`${anyOf(moments.beforeHour)} (?<hour>${number})(?:[:.](?<minute>[0-5]\d))?(?: ?${behind}(?: (?<past>[0-5]\d))?)?`
  const clock = String.raw`(?:${saidHour}|(?<plainHour>\d{1,2})(?::(?<plainMinute>[0-5]\d)(?: ?${behind})?| ?${behind}))`
  const part = anyOf([...parts.keys()])
  const date = String.raw`(?<date>\d{1,2})(?:\.| de)? (?<month>${anyOf([...months.keys()])})(?:,?(?: del?)? (?<year>20\d\d))?`
  const day = `(?:${anyOf(moments.beforeDay)} )*(?:(?<day>${anyOf([...days.keys()])})|(?<weekday>${anyOf([...weekdays.keys()])})|${date}|${IN_DIGITS})`
  const today = `(?<today>${anyOf([...partsOfToday.keys(), NEVER])})`
  const half = anyOf(windows.halves)
  const amount = String.raw`${number}|\d{3}|(?:${anyOf(Object.keys(numbers))} )?${half}`
  const whole = (source: string) =>
    new RegExp(
      String.raw`(?<![\p{L}\p{N}_.:-])(?<!(?<!\p{L})${anyOf(moments.notAfter)} )${source}(?![\p{L}\p{N}_-]|[.:]\d)`,
      'giu',
    )
  return {
    ...{ days, weekdays, months, parts, partsOfToday },
    number: numbersIn(language),
    seconds: secondsIn(language),
    dated: whole(
      `(?:${day}|${today})(?: ${anyOf(moments.behindDay)})?(?:,? ?(?<part>${part}))?(?:,? ${clock})?(?:,? (?<later>${part}))?`,
    ),
    timed: whole(`${clock}(?:,? (?<part>${part}))?`),
    ahead: whole(`${anyOf(moments.ahead)} (?<amount>${amount}) (?<unit>${anyOf(Object.values(windows.units).flat())})`),
    announced: new RegExp(
      `${behind}$|^${anyOf(moments.beforeHour.filter((word) => word.includes(' ')).concat(NEVER))} `,
      'iu',
    ),
    oClock: new RegExp(oClock, 'iu'),
    half: new RegExp(`${half}$`, 'iu'),
  }
}

function byWord<Value>(entries: readonly (readonly [Value, readonly string[]])[]): Meaning<Value> {
  return new Map(entries.flatMap(([value, words]) => words.flatMap(spellings).map((word) => [word, value] as const)))
}

function meant<Value>(words: Meaning<Value>, typed: string | undefined): Value | undefined {
  return typed === undefined ? undefined : words.get(typed.toLowerCase())
}

/** Minutes since midnight. */
function minutesIn(groups: Groups, part: PartOfDay | undefined, { number }: Grammar): number | undefined {
  const hour = number(groups.hour ?? groups.plainHour ?? '')
  if (hour === undefined || hour > 24) return undefined
  return hourIn(hour, part) * 60 + Number(groups.minute ?? groups.plainMinute ?? groups.past ?? 0)
}

/** "6 de la tarde" is 18, "11 de la noche" 23, "2 nachts" 2 of the day after. */
function hourIn(hour: number, part: PartOfDay | undefined): number {
  if (part === undefined || hour > 12) return hour
  if (part === 'night') return hour < 5 || hour === 12 ? (hour % 12) + 24 : hour + 12
  return HOURS[part][0] >= 12 && hour < 12 ? hour + 12 : hour
}

function midnight(now: Date): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
}

function daysAhead(groups: Groups, now: Date, { days, weekdays, months }: Grammar): number | undefined {
  const weekday = meant(weekdays, groups.weekday)
  if (weekday !== undefined) return (weekday - now.getUTCDay() + 7) % 7
  const month = meant(months, groups.month)
  if (month !== undefined) return daysUntil(Number(groups.date), month, groups.year, now)
  if (groups.dayInDigits !== undefined)
    return daysUntil(Number(groups.dayInDigits), Number(groups.monthInDigits) - 1, groups.yearInDigits, now)
  if (groups.iso !== undefined) return daysUntilIso(groups.iso, now)
  return groups.today === undefined ? meant(days, groups.day) : 0
}

/** Undefined for a day that no month has; without a year the next such day. */
function daysUntil(date: number, month: number, year: string | undefined, now: Date): number | undefined {
  const first = year === undefined ? now.getUTCFullYear() : Number(year)
  const day = new Date(Date.UTC(first, month, date))
  if (day.getUTCDate() !== date || day.getUTCMonth() !== month) return undefined
  const isOver = year === undefined && day.getTime() < midnight(now)
  const then = isOver ? Date.UTC(first + 1, month, date) : day.getTime()
  return Math.round((then - midnight(now)) / DAY_MS)
}

function daysUntilIso(typed: string, now: Date): number | undefined {
  const [year, month, date] = typed.split('-')
  return daysUntil(Number(date), Number(month) - 1, year, now)
}

/** "so schnell wie möglich": two letters alone name no day, as "am So", "So früh" and "So 9 Uhr" do. */
const SHORT_ALONE = /^\p{L}{2}(?: \p{L}{2})?$/u

function datedMoment(groups: Groups, match: string, now: Date, grammar: Grammar): Date | undefined {
  if (groups.weekday !== undefined && SHORT_ALONE.test(match) && match.startsWith(groups.weekday)) return undefined
  const ahead = daysAhead(groups, now, grammar)
  if (ahead === undefined) return undefined
  const part = meant(grammar.partsOfToday, groups.today) ?? meant(grammar.parts, groups.part ?? groups.later)
  const minutes = minutesIn(groups, part, grammar) ?? (part && HOURS[part][1] * 60)
  // A day alone is that day at noon, tomorrow the same time as now.
  if (minutes === undefined && groups.day !== undefined) return new Date(now.getTime() + ahead * DAY_MS)
  const at = new Date(midnight(now) + ahead * DAY_MS + (minutes ?? NOON) * MINUTE_MS)
  if (at > now) return at
  if (groups.weekday !== undefined) return new Date(at.getTime() + 7 * DAY_MS)
  // "heute um 6", said at ten, is this evening's; what has gone by is asked for.
  const evening = new Date(at.getTime() + HALF_DAY_MS)
  return part === undefined && at.getUTCHours() < 12 && evening > now ? evening : undefined
}

function timedMoment(groups: Groups, match: string, now: Date, grammar: Grammar): Date | undefined {
  const isBare = groups.minute === undefined && groups.plainMinute === undefined && groups.part === undefined
  // "um 2" counts something, and "24 h" is a length of time.
  if (isBare && !(groups.hour === undefined ? grammar.oClock : grammar.announced).test(match)) return undefined
  const minutes = minutesIn(groups, meant(grammar.parts, groups.part), grammar)
  if (minutes === undefined) return undefined
  const at = new Date(midnight(now) + minutes * MINUTE_MS)
  return at > now ? at : new Date(at.getTime() + DAY_MS)
}

function momentAhead({ amount = '', unit = '' }: Groups, now: Date, { half, number, seconds }: Grammar) {
  const count = half.test(amount) ? 0.5 : number(amount)
  const one = seconds(1, unit)
  return count === undefined || one === undefined ? undefined : new Date(now.getTime() + count * one * 1000)
}

interface Moment extends Entity {
  readonly hasHour: boolean
}

function momentsIn(text: string, now: Date, grammar: Grammar): readonly Entity[] {
  const found = [
    ...matchesOf(text, grammar.dated).map((match) =>
      momentAt(match, datedMoment(match.groups ?? {}, match[0], now, grammar)),
    ),
    ...matchesOf(text, grammar.ahead).map((match) => momentAt(match, momentAhead(match.groups ?? {}, now, grammar))),
    ...matchesOf(text, grammar.timed).map((match) =>
      momentAt(match, timedMoment(match.groups ?? {}, match[0], now, grammar)),
    ),
  ].flatMap((moment) => (moment && new Date(moment.value) > now ? [moment] : []))
  const whole = found.filter((moment, index) => !found.slice(0, index).some((other) => overlaps(moment, other)))
  // "El cliente viene el jueves, … ese jueves a las 9": the moment with an hour is the one that is meant.
  const exact = whole.filter(({ hasHour }) => hasHour)
  return (exact.length > 0 ? exact : whole).map(({ hasHour: _, ...entity }) => entity)
}

function momentAt(match: RegExpExecArray, at: Date | undefined): Moment | undefined {
  if (at === undefined) return undefined
  const { hour, plainHour, amount } = match.groups ?? {}
  const span = { start: match.index, end: match.index + match[0].length }
  const value = `${at.toISOString().slice(0, 19)}Z`
  return { slot: 'at', value, ...span, hasHour: (hour ?? plainHour ?? amount) !== undefined }
}

const GRAMMARS: ReadonlyMap<string, Grammar> = new Map(
  OTHER_LANGUAGES.map((language) => [language.code, grammarOf(language)]),
)

/** "morgen um 6 Uhr früh", "el viernes a las 5": moments in the future, as in English; a time without a zone is UTC. */
export const findForeignMoments: EntityFinder = ({ text, now, language }) => {
  const grammar = language && GRAMMARS.get(language)
  return grammar ? momentsIn(text, now, grammar) : []
}
