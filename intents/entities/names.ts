import { anyOf, OTHER_LANGUAGES, spellings } from '../languages.ts'
import { isOrdinary } from '../ordinary-words.ts'
import type { Name, NamedKind, Vocabulary } from '../vocabulary.ts'
import { squeeze, type Word } from '../words.ts'
import type { Entity, Source, Span } from './entity.ts'

/** Nouns that may stand around a name of each kind and belong to it: `the payments service`, `ring ring-2`. */
const NOUNS: Readonly<Record<NamedKind, RegExp>> = {
  service: /^(?:service|svc|app|application|microservice)$/,
  environment: /^(?:environment|env|cluster)$/,
  ring: /^ring$/,
  device: /^(?:device|host|machine|box)$/,
  workflow: /^(?:workflow|pipeline)$/,
  bot: /^(?:bot|persona)$/,
}

const BEFORE_NAME =
  /^(?:to|in|into|on|onto|for|of|from|at|(?:re)?deploy|(?:re)?build|restart|reboot|bounce|revert|undo|back|roll|promote|push|publish|lock|unlock|freeze|unfreeze|scale|submit|test|review|env|environment|service|ship|release|the|our|is|and|or|also|then|as|against|with|plus|not|leave|skip|forget)$/
const VERB_USE_AFTER = /^(?:for|the|it|that|this|all|up|me|if|whether)$/

interface NameMatch extends Span {
  readonly names: readonly Name[]
  readonly first: number
  readonly last: number
}

/** Catalog names and aliases as people write them: any case, with hyphens, blanks or run together, possessive. */
export function findNames(source: Source): readonly Entity[] {
  const { text, words } = source
  const matches = exactMatches(source)
  return matches
    .filter((match) => countsAsName(match, matches, source) || isListed(match, matches, text))
    .flatMap((match) => match.names.map((name) => entityOf(match, name, text, words)))
}

function exactMatches(source: Source): readonly NameMatch[] {
  const { text, words, vocabulary } = source
  const found: NameMatch[] = []
  let index = 0
  while (index < words.length) {
    const match = longestMatchAt(index, text, words, vocabulary) ?? compoundAt(index, source)
    if (match && !isDenied(words[match.first - 1])) found.push(match)
    index = (match?.last ?? index) + 1
  }
  return found
}

/** `non prod` and `not staging` name what is not meant. */
function isDenied(before: Word | undefined): boolean {
  return before !== undefined && DENIED.test(before.text)
}

const DENIED = new RegExp(
  `^(?:non|not|except|nor|${anyOf(OTHER_LANGUAGES.flatMap(({ deniedNames }) => deniedNames))})$`,
)

interface OfLanguage {
  readonly before: ReadonlySet<string>
  readonly compounds: ReadonlySet<string>
}
const OF_LANGUAGE: ReadonlyMap<string, OfLanguage> = new Map(
  OTHER_LANGUAGES.map(({ code, beforeNames, compounds }) => [
    code,
    { before: new Set(beforeNames.flatMap(spellings)), compounds: new Set(compounds) },
  ]),
)

/** "Prod-Deployment", "search-Image": a name before a noun of the trade; any other word would make another name of it. */
function compoundAt(index: number, { words, language, vocabulary }: Source): NameMatch | undefined {
  const word = words[index]
  const compounds = language && OF_LANGUAGE.get(language)?.compounds
  const hyphen = word?.text.indexOf('-') ?? -1
  if (!word || !compounds || hyphen < 0) return undefined
  const names = vocabulary.bySqueezed.get(squeeze(word.text.slice(0, hyphen)))
  const nouns = word.text.slice(hyphen + 1).split('-')
  if (!names || !nouns.every((noun) => compounds.has(noun))) return undefined
  return { names, first: index, last: index, start: word.start, end: word.start + hyphen + 1 }
}

/** "the release train" holds "the release" and "release train": an article never decides which. */
function longestMatchAt(
  first: number,
  text: string,
  words: readonly Word[],
  vocabulary: Vocabulary,
): NameMatch | undefined {
  const match = matchAt(first, text, words, vocabulary)
  const next = match && words[first]?.text === 'the' ? matchAt(first + 1, text, words, vocabulary) : undefined
  return match && next && next.last > match.last ? next : match
}

/** The longest name that begins with the word. */
function matchAt(first: number, text: string, words: readonly Word[], vocabulary: Vocabulary): NameMatch | undefined {
  let [asTyped, inDigits] = ['', '']
  let found: NameMatch | undefined
  const beyond = Math.min(words.length, first + vocabulary.longestInWords)
  for (let last = first; last < beyond; last++) {
    const [head, before, word] = [words[first], words[last - 1], words[last]]
    if (!head || !word || (last > first && before && !standTogether(before, word, text))) break
    asTyped += word.squeezed
    inDigits += word.inDigits
    const names = vocabulary.bySqueezed.get(asTyped) ?? vocabulary.bySqueezed.get(inDigits)
    if (names) found = { names, first, last, start: head.start, end: word.end }
  }
  return found
}

function standTogether(before: Word, word: Word, text: string): boolean {
  if (word.start - before.end !== 1) return false
  const between = text[before.end]
  return between === ' ' || between === '-'
}

/** Verbs in two words that a name in one may be made of. */
const VERB_IN_TWO_WORDS = /^(?:roll (?:back|out)|scale (?:up|down)|set up|start up|shut down|clean up)$/
/** Words that sentences are held together by. */
const FUNCTION_WORD =
  /^(?:what|who|which|how|when|is|are|to|on|in|of|the|it|this|that|all|last|latest|now|and|my|me|i|we|you|a|an)$/
const AFTER_FUNCTION_WORD = /^(?:in|on|to|from|please)$/
const ACTS_ON =
  /^(?:(?:re)?deploy|(?:re)?build|restart|reboot|bounce|revert|back|promote|push|publish|lock|unlock|scale|test|ship|release)$/
/** What a whole message may be, and what may stand before the one thing it is about. */
const WHOLE_REQUEST = /^(?:help|thanks|hello|hi|yes|no|stop|cancel|status|ok|confirm)$/
const VERB =
  /^(?:cancel|retry|approve|reject|show|list|deploy|build|restart|scale|lock|unlock|test|check|promote|help)$/

/** A name that is also an ordinary word must stand where a name belongs, and gives way to a plainer one. */
function countsAsName(
  match: NameMatch,
  matches: readonly NameMatch[],
  { words, language }: Pick<Source, 'words' | 'language'>,
): boolean {
  const typed = words.slice(match.first, match.last + 1).map(({ text }) => text)
  if (match.first !== match.last) return !VERB_IN_TWO_WORDS.test(typed.join(' '))
  const [word = ''] = typed
  if (!isOrdinary(word)) return true
  const [before, after] = [words[match.first - 1], words[match.last + 1]]
  if (FUNCTION_WORD.test(word)) return isPlacedFunctionWord(before, after)
  if (words.length === 1) return !WHOLE_REQUEST.test(word)
  if (words.length === 2) return before !== undefined || !VERB.test(word)
  if (before === undefined && after && VERB_USE_AFTER.test(after.text)) return false
  const kinds = match.names.map((name) => name.kind)
  if (before && language && OF_LANGUAGE.get(language)?.before.has(before.text)) return true
  if (before && BEFORE_NAME.test(before.text)) return before.text !== 'is' || !kinds.includes('environment')
  if (after && kinds.some((kind) => NOUNS[kind].test(after.text))) return true
  if (before && match.names.some((name) => name.kind === 'environment' && name.id === words[match.first]?.text))
    return true
  const rival = matches.find((other) => other !== match && other.names.some((name) => kinds.includes(name.kind)))
  return rival === undefined && !kinds.includes('environment')
}

/** "deploy last to staging" and "the status of it in production", where a team calls a service so. */
function isPlacedFunctionWord(before: Word | undefined, after: Word | undefined): boolean {
  if (after && NOUNS.service.test(after.text)) return true
  const isBounded = after === undefined || AFTER_FUNCTION_WORD.test(after.text)
  return before !== undefined && isBounded && (ACTS_ON.test(before.text) || /^(?:of|for)$/.test(before.text))
}

/** "api-gateway, search", "web und orders": beside another name of its kind it is one. */
function isListed(match: NameMatch, matches: readonly NameMatch[], text: string): boolean {
  const kinds = match.names.map(({ kind }) => kind)
  return matches.some(
    (other) =>
      (JOINS.test(text.slice(other.end, match.start)) || JOINS_ELSEWHERE.test(text.slice(match.end, other.start))) &&
      other.names.some(({ kind }) => kinds.includes(kind)),
  )
}

const JOINS = /^ ?[,&+/] ?$/
/** English tells its names from other words by what stands before them. */
const JOINS_ELSEWHERE = new RegExp(`^ ${anyOf(OTHER_LANGUAGES.flatMap(({ several }) => several.and))} $`, 'u')

function entityOf(match: NameMatch, name: Name, text: string, words: readonly Word[]): Entity {
  const [before, after] = [words[match.first - 1], words[match.last + 1]]
  const takesAfter = after && NOUNS[name.kind].test(after.text) && text.slice(match.end, after.start) === ' '
  const takesBefore = before && NOUNS[name.kind].test(before.text) && text.slice(before.end, match.start) === ' '
  return {
    slot: name.kind,
    value: name.id,
    start: takesBefore ? before.start : match.start,
    end: takesAfter ? after.end : match.end + possessiveLength(text, match.end),
  }
}

function possessiveLength(text: string, end: number): number {
  return text[end] === "'" ? 1 : 0
}
