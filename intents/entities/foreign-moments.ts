import { anyOf, LANGUAGES, type Language, type PartOfDay, spellings } from '../languages.ts'
import { matchesOf } from '../matches.ts'
import { type Entity, type EntityFinder, overlaps } from './entity.ts'
import { numbersIn, secondsIn } from './other-languages.ts'

type Finder = (text: string, now: Date) => readonly Entity[]

/** When a part of the day begins, and when it is over. */
const HOURS: Readonly<Record<PartOfDay, readonly [from: number, usual: number]>> = {
  morning: [0, 6],
  noon: [12, 12],
  afternoon: [12, 15],
  evening: [17, 20],
  night: [20, 22],
}
const DAY_MS = 24 * 60 * 60 * 1000
const HALF_DAY_MS = DAY_MS / 2

interface Day {
  /** Days from today. */
  readonly ahead: number
  /** A day of the week: today's name means today only while the hour is still to come. */
  readonly repeats?: true
}

function momentsIn(language: Language): Finder {
  const { moments, numbers, windows } = language
  const numberOfWord = numbersIn(language)
  const seconds = secondsIn(language)
  const parts = byWord(Object.entries(moments.parts) as readonly [PartOfDay, readonly string[]][])
  const partsOfToday = new Map(Object.entries(moments.partsOfToday))
  const days = byWord(Object.entries(moments.days).map(([word, ahead]) => [ahead, [word]] as const))
  const weekdays = byWord(moments.weekdays.map((words, index) => [index, words] as const))
  const months = byWord(moments.months.map((word, index) => [index, [word]] as const))

  const number = String.raw`\d{1,2}|${anyOf(Object.keys(numbers))}`
  const before = anyOf(moments.beforeHour)
  const behind = anyOf(moments.behindHour)
  const clock = String.raw`(?:${before} (?<hour>${number})(?:[:.](?<minute>[0-5]\d))?(?: ?${behind}(?: (?<past>[0-5]\d))?)?|(?<plainHour>\d{1,2})(?:[:](?<plainMinute>[0-5]\d)(?: ?${behind})?| ?${behind}))`
  const part = `(?<part>${anyOf([...parts.keys()])})`
  const day = String.raw`(?:${anyOf(moments.beforeDay)} )*(?:(?<day>${anyOf([...days.keys()])})|(?<weekday>${anyOf([...weekdays.keys()])})|(?<date>\d{1,2})(?:\.| de)? (?<month>${anyOf([...months.keys()])}))`
  const today = `(?<today>${anyOf([...partsOfToday.keys(), '\u0000'])})`
  const begin = String.raw`(?<![\p{L}\p{N}_.:-])(?<!${BEFORE_LETTERS}${anyOf(moments.notAfter)} )`
  const end = String.raw`(?![\p{L}\p{N}_-]|[.:]\d)`
  const dated = new RegExp(
    String.raw`${begin}(?:${day}|${today})(?: ${anyOf(moments.behindDay)})?(?:,? ?${part})?(?:,? ${clock})?(?:,? ${part.replace('part', 'later')})?${end}`,
    'giu',
  )
  const timed = new RegExp(String.raw`${begin}${clock}(?:,? ${part})?${end}`, 'giu')
  const ahead = new RegExp(
    String.raw`${begin}${anyOf(moments.ahead)} (?<amount>${number}|\d{3}|${anyOf(windows.halves)}|(?:${anyOf(Object.keys(numbers))} )?${anyOf(windows.halves)}) (?<unit>${anyOf(Object.values(windows.units).flat())})${end}`,
    'giu',
  )
  const isHalf = new RegExp(`${anyOf(windows.halves)}$`, 'iu')

  function hourOf({ hour, plainHour, minute, plainMinute, past }: Groups, partOfDay: PartOfDay | undefined) {
    const said = hour ?? plainHour
    if (said === undefined) return undefined
    const full = numberOfWord(said)
    if (full === undefined || full > 24) return undefined
    return hourIn(full, partOfDay) * 60 + Number(minute ?? plainMinute ?? past ?? 0)
  }

  function dayOf({ day: word, weekday, date, month, today: partOfToday }: Groups, now: Date): Day | undefined {
    if (word !== undefined) return { ahead: days.get(word.toLowerCase()) ?? 0 }
    if (partOfToday !== undefined) return { ahead: 0 }
    const named = weekdays.get(weekday?.toLowerCase() ?? '')
    if (named !== undefined) return { ahead: (named - now.getUTCDay() + 7) % 7, repeats: true }
    const index = months.get(month?.toLowerCase() ?? '')
    return index === undefined ? undefined : { ahead: daysUntil(Number(date), index, now) }
  }

  function datedMoment(groups: Groups, now: Date): Date | undefined {
    const on = dayOf(groups, now)
    const word = groups.part ?? groups.later
    const partOfDay = partsOfToday.get(groups.today?.toLowerCase() ?? '') ?? parts.get(word?.toLowerCase() ?? '')
    const minutes = hourOf(groups, partOfDay)
    if (!on) return undefined
    const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()) + on.ahead * DAY_MS
    // A day alone is that day at noon, tomorrow the same time.
    const usual = partOfDay ? HOURS[partOfDay][1] * 60 : undefined
    if (minutes === undefined && usual === undefined && groups.day !== undefined)
      return on.ahead === 0 ? undefined : new Date(now.getTime() + on.ahead * DAY_MS)
    const at = new Date(midnight + (minutes ?? usual ?? NOON) * 60_000)
    if (at > now) return at
    // "heute um 6", said at ten, is this evening's.
    return new Date(at.getTime() + (on.repeats ? 7 * DAY_MS : HALF_DAY_MS))
  }

  function timedMoment(groups: Groups, match: string, now: Date): Date | undefined {
    // "um 2 erhöhen" counts something; an hour alone says that it is one.
    if (groups.hour !== undefined && groups.minute === undefined && !isHour.test(match) && groups.part === undefined)
      return undefined
    // "24 h" is a length of time.
    if (groups.plainHour !== undefined && groups.plainMinute === undefined && !isOClock.test(match)) return undefined
    const minutes = hourOf(groups, parts.get(groups.part?.toLowerCase() ?? ''))
    if (minutes === undefined) return undefined
    const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
    const at = new Date(midnight + minutes * 60_000)
    return at <= now ? new Date(at.getTime() + DAY_MS) : at
  }
  const isOClock = new RegExp(`(?:${anyOf([...moments.oClock, '\u0000'])})`, 'iu')
  const isHour = new RegExp(String.raw`(?:${behind}|^${anyOf(moments.beforeHour.filter((word) => word.includes(' ')).concat('\u0000'))} .*)$`, 'iu')

  function aheadMoment({ amount = '', unit = '' }: Groups, now: Date): Date | undefined {
    const count = isHalf.test(amount) ? 0.5 : numberOfWord(amount)
    const one = seconds(1, unit)
    return count === undefined || one === undefined ? undefined : new Date(now.getTime() + count * one * 1000)
  }

  return (text, now) => {
    const found = [
      ...matchesOf(text, dated).map((match) => ({ match, at: datedMoment(match.groups ?? {}, now) })),
      ...matchesOf(text, ahead).map((match) => ({ match, at: aheadMoment(match.groups ?? {}, now) })),
      ...matchesOf(text, timed).map((match) => ({ match, at: timedMoment(match.groups ?? {}, match[0], now) })),
    ]
    const moments = found.flatMap(({ match, at }): readonly (Entity & { readonly hasHour: boolean })[] => {
      if (at === undefined || at <= now) return []
      const { hour, plainHour, amount } = match.groups ?? {}
      const hasHour = (hour ?? plainHour ?? amount) !== undefined
      const span = { start: match.index, end: match.index + match[0].length }
      return [{ slot: 'at', value: `${at.toISOString().slice(0, 19)}Z`, ...span, hasHour }]
    })
    // "El cliente viene el jueves, … ese jueves a las 9": the moment with an hour is the one that is meant.
    const whole = moments.filter((moment, index) => !moments.slice(0, index).some((other) => overlaps(moment, other)))
    const exact = whole.filter(({ hasHour }) => hasHour)
    return (exact.length > 0 ? exact : whole).map(({ hasHour: _, ...entity }) => entity)
  }
}

type Groups = Readonly<Partial<Record<string, string>>>

const NOON = 12 * 60
const BEFORE_LETTERS = String.raw`(?<!\p{L})`

/** "6 de la tarde" is 18, "11 de la noche" 23, "2 nachts" 2. */
function hourIn(hour: number, part: PartOfDay | undefined): number {
  if (part === undefined || hour >= 12) return part === 'night' && hour === 12 ? 24 : hour
  const [from] = HOURS[part]
  if (part === 'night') return hour < 5 ? hour + 24 : hour + 12
  return from >= 12 ? hour + 12 : hour
}

function daysUntil(date: number, month: number, now: Date): number {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const thisYear = Date.UTC(now.getUTCFullYear(), month, date)
  const then = thisYear < today ? Date.UTC(now.getUTCFullYear() + 1, month, date) : thisYear
  return Math.round((then - today) / DAY_MS)
}

function byWord<Value>(entries: readonly (readonly [Value, readonly string[]])[]): ReadonlyMap<string, Value> {
  return new Map(entries.flatMap(([value, words]) => words.flatMap(spellings).map((word) => [word, value] as const)))
}

const FINDERS: ReadonlyMap<string, Finder> = new Map(LANGUAGES.map((language) => [language.code, momentsIn(language)]))

/** "morgen um 6 Uhr früh", "el viernes a las 5": moments in the future, as in English; a time without a zone is UTC. */
export const findForeignMoments: EntityFinder = ({ text, now, language }) =>
  (language === undefined ? undefined : FINDERS.get(language))?.(text, now) ?? []
