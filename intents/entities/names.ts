import { isOrdinary } from '../ordinary-words.ts'
import type { Name, NamedKind, Vocabulary } from '../vocabulary.ts'
import { squeeze, type Word } from '../words.ts'
import type { Entity, Source, Span } from './entity.ts'
import { numberOf } from './numbers.ts'

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
  /^(?:to|in|into|on|onto|for|of|from|at|deploy|build|rebuild|restart|back|promote|lock|unlock|scale|env|environment|service|ship|release|the|our|is|and|against|with)$/
const VERB_USE_AFTER = /^(?:for|the|it|that|this|all|up|me|if|whether)$/

interface NameMatch extends Span {
  readonly names: readonly Name[]
  readonly first: number
  readonly last: number
}

/** Catalog names and aliases as people write them: any case, with hyphens, blanks or run together, possessive. */
export function findNames({ text, words, vocabulary }: Source): readonly Entity[] {
  const matches = exactMatches(text, words, vocabulary)
  return matches
    .filter((match) => countsAsName(match, matches, words))
    .flatMap((match) => match.names.map((name) => entityOf(match, name, text, words)))
}

function exactMatches(text: string, words: readonly Word[], vocabulary: Vocabulary): readonly NameMatch[] {
  const found: NameMatch[] = []
  let index = 0
  while (index < words.length) {
    const match = longestMatchAt(index, text, words, vocabulary)
    if (match && !isDenied(words[match.first - 1])) found.push(match)
    index = (match?.last ?? index) + 1
  }
  return found
}

/** `non prod` and `not staging` name what is not meant. */
function isDenied(before: Word | undefined): boolean {
  return before !== undefined && /^(?:non|not|except|nor)$/.test(before.text)
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

function matchAt(first: number, text: string, words: readonly Word[], vocabulary: Vocabulary): NameMatch | undefined {
  const longest = Math.min(vocabulary.longestInWords, words.length - first)
  for (let count = longest; count > 0; count--) {
    const run = words.slice(first, first + count)
    const names = standTogether(run, text) ? lookUp(run, vocabulary) : undefined
    const [head, tail] = [run[0], run.at(-1)]
    if (names && head && tail) return { names, first, last: first + count - 1, start: head.start, end: tail.end }
  }
  return undefined
}

function standTogether(run: readonly Word[], text: string): boolean {
  return run.every((word, index) => {
    const next = run[index + 1]
    return next === undefined || /^[ -]$/.test(text.slice(word.end, next.start))
  })
}

function lookUp(run: readonly Word[], vocabulary: Vocabulary): readonly Name[] | undefined {
  const asTyped = run.map((word) => word.text).join('')
  const inDigits = run.map((word) => (word.text.length > 1 ? (numberOf(word.text) ?? word.text) : word.text)).join('')
  return vocabulary.bySqueezed.get(squeeze(asTyped)) ?? vocabulary.bySqueezed.get(squeeze(inDigits))
}

/** A name that is also an ordinary word must stand where a name belongs, and gives way to a plainer one. */
function countsAsName(match: NameMatch, matches: readonly NameMatch[], words: readonly Word[]): boolean {
  if (match.first !== match.last || !isOrdinary(words[match.first]?.text ?? '')) return true
  const [before, after] = [words[match.first - 1], words[match.last + 1]]
  if (words.length <= 2) return true
  if (before === undefined && after && VERB_USE_AFTER.test(after.text)) return false
  const kinds = match.names.map((name) => name.kind)
  if (before && BEFORE_NAME.test(before.text)) return before.text !== 'is' || !kinds.includes('environment')
  if (after && kinds.some((kind) => NOUNS[kind].test(after.text))) return true
  if (before && match.names.some((name) => name.kind === 'environment' && name.id === words[match.first]?.text))
    return true
  const rival = matches.find((other) => other !== match && other.names.some((name) => kinds.includes(name.kind)))
  return rival === undefined && !kinds.includes('environment')
}

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
