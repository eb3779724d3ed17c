import type { Language } from '../../src/domain/language.ts'
import { editsAllowed } from '../entities/doubtful-names.ts'
import { spellings } from '../languages.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Lexicon } from './lexicon.ts'
import { isAnagram, mayBeMeant, slipsBetween } from './slips.ts'
import { soundOf } from './sounds.ts'

/** A text with misspelled words of requests as they are meant. */
export interface Spelled {
  readonly text: string
  /** A part of it as its person typed it. */
  asTyped(part: string): string
}

export type Speller = (text: string) => Spelled

const LONGEST = 16
/** Words of ordinary letters alone: a digit, a dot or an underscore makes a name of it. */
const CANDIDATE =
  /(?<![\p{L}\p{N}_'./@:=#-])(\p{L}\p{Ll}{2,15}(?:-\p{Ll}{2,15})?)(?![\p{L}\p{N}_'@/=-]|[.:][^\s.:]| (?:branch|tag)\b)/gu
/** What follows is a name of somebody's choosing. */
const BEFORE_NAME =
  /\b(?:called|named|name|branch|tag|function|class|method|file|module|user|from|by|with|ask|tell|ping|hi|hey|hello|thanks)\s+$/i
const SENTENCE_START = /(?:^|[.!?\n]\s*)$/

/**
 * Reads misspelled words before anything else looks at a message.
 * @param vocabulary Names of the catalog, and what may be a slip in one, are left alone: those are asked about.
 */
export function createSpeller({ meant, real }: Lexicon, vocabulary: Vocabulary, language: Language): Speller {
  const isEnglish = language === 'en'
  const inPlainLetters = isEnglish ? new Map<string, string>() : withoutAccents(meant)
  const known = new Set([...meant, ...real])
  const names = namesIn(vocabulary)
  const byLetter = Map.groupBy(meant, (word) => word.charAt(0))
  const bySound = isEnglish ? new Map<string, string>() : wordsBySound(meant, language)
  const rank = new Map(meant.map((word, index) => [word, index]))
  const memory = new Map<string, string | undefined>()

  function meantBy(word: string): string | undefined {
    if (known.has(word) || names.some((name) => mayBeName(word, name))) return undefined
    if (isEnglish) return nearest(word)
    return inPlainLetters.get(word) ?? soundingLike(word) ?? nearestForm(word)
  }

  /** "aviertos", "schlies": spelled as it sounds. */
  function soundingLike(word: string): string | undefined {
    return word.length < SHORTEST_BY_SOUND ? undefined : bySound.get(soundOf(word, language))
  }

  /** Where no dictionary tells other words from slips, a word must be long and end like the one that is meant. */
  function nearestForm(word: string): string | undefined {
    const ending = ENDING[language]
    return byLetter
      .get(word.charAt(0))
      ?.find((other) => spellings(other).some((spelling) => isSlipWithin(word, spelling, ending)))
  }

  /** "approvd" is no "approve": what is told of must not become an order. */
  function nearest(word: string): string | undefined {
    const letters = new Set([word.charAt(0), word.charAt(1)])
    const near = [...letters].flatMap(
      (letter) => byLetter.get(letter)?.filter((other) => mayBeMeant(word, other)) ?? [],
    )
    return near
      .filter((other) => !word.endsWith('d') || other.endsWith('d'))
      .map((other) => ({ other, far: distanceTo(word, other) }))
      .sort((a, b) => a.far - b.far || (rank.get(a.other) ?? 0) - (rank.get(b.other) ?? 0))[0]?.other
  }

  function remembered(word: string): string | undefined {
    if (!memory.has(word)) {
      if (memory.size >= WORDS_REMEMBERED) memory.clear()
      memory.set(word, meantBy(word))
    }
    return memory.get(word)
  }

  return (text) => {
    const slips: Slip[] = []
    for (const match of text.matchAll(CANDIDATE)) {
      const [typed] = match
      const before = text.slice(Math.max(0, match.index - LONGEST), match.index)
      const isName = /^\p{Lu}/u.test(typed) && !SENTENCE_START.test(before)
      if (isName || BEFORE_NAME.test(before)) continue
      const word = remembered(typed.toLowerCase())
      if (word !== undefined) slips.push({ start: match.index, typed, word })
    }
    return spelled(text, slips)
  }
}

/** Letters in which another form of a word differs: "rolle" and "rollte", "escala" and "escaló". */
const ENDING: Readonly<Record<Language, number>> = { en: 0, de: 2, es: 1 }
const SHORTEST_ELSEWHERE = 5
/** Two letters that changed places give themselves away sooner. */
const SHORTEST_SWAPPED = 4
const SHORTEST_BY_SOUND = 4

/** One slip, and none in the ending: "escaló" is no misspelled "escala". */
function isSlipWithin(word: string, other: string, ending: number): boolean {
  if (Math.abs(word.length - other.length) > 1) return false
  const shortest = Math.min(word.length, other.length)
  if (shortest < SHORTEST_ELSEWHERE && !(shortest === SHORTEST_SWAPPED && isAnagram(word, other))) return false
  const sameEnding =
    word.slice(-ending) === other.slice(-ending) || (isAnagram(word, other) && !ACCENTED.test(other.slice(-2)))
  return sameEnding && slipsBetween(word, other) === 1
}
const ACCENTED = /[áéíóú]/

/** Words by how keyboards without their letters write them, unless the last letter is one of those: "cancelo" is a word too. */
function withoutAccents(words: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Map<string, string>()
  for (const word of words) {
    if (/[áéíóúñäöüß]$/.test(word)) continue
    for (const spelling of spellings(word)) if (spelling !== word && !plain.has(spelling)) plain.set(spelling, word)
  }
  return plain
}

/** As many as a busy hour has. */
const WORDS_REMEMBERED = 5_000

/** The most frequent word of each sound. */
function wordsBySound(words: readonly string[], language: Language): ReadonlyMap<string, string> {
  const sounds = new Map<string, string>()
  for (const word of words) {
    const sound = soundOf(word, language)
    if (word.length >= SHORTEST_BY_SOUND && !sounds.has(sound)) sounds.set(sound, word)
  }
  return sounds
}

/** Swapped letters are the likeliest slip. */
function distanceTo(typed: string, meant: string): number {
  return isAnagram(typed, meant) ? 0.5 : slipsBetween(typed, meant) + (typed[0] === meant[0] ? 0 : 0.5)
}

/** A slip in a name is asked about, wherever in the name it is. */
function mayBeName(word: string, name: string): boolean {
  const allowed = editsAllowed(Math.min(word.length, name.length))
  return Math.abs(word.length - name.length) <= allowed && slipsBetween(word, name) <= allowed
}

function namesIn({ names }: Vocabulary): readonly string[] {
  return [...new Set(names.flatMap(({ squeezed }) => squeezed))].filter((name) => name.length > 2)
}

interface Slip {
  readonly start: number
  readonly typed: string
  readonly word: string
}

function spelled(text: string, slips: readonly Slip[]): Spelled {
  if (slips.length === 0) return { text, asTyped: (part) => part }
  let better = ''
  let at = 0
  const changed: (Slip & { readonly now: number })[] = []
  for (const slip of slips) {
    better += text.slice(at, slip.start)
    changed.push({ ...slip, now: better.length })
    better += slip.word
    at = slip.start + slip.typed.length
  }
  better += text.slice(at)
  return { text: better, asTyped: (part) => typedPart(part, better, changed) }
}

function typedPart(part: string, better: string, slips: readonly (Slip & { readonly now: number })[]): string {
  const start = better.indexOf(part)
  // Said twice, nobody knows which of them it is.
  if (start < 0 || better.indexOf(part, start + 1) >= 0) return part
  const inside = slips.filter(({ now, word }) => now >= start && now + word.length <= start + part.length)
  return inside.reduceRight(
    (words, { now, word, typed }) => words.slice(0, now - start) + typed + words.slice(now - start + word.length),
    part,
  )
}
