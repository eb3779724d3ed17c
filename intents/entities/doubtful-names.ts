import { isOrdinary, isOrdinaryEnglish } from '../ordinary-words.ts'
import { slipsBetween } from '../spelling/slips.ts'
import type { Name, Vocabulary } from '../vocabulary.ts'
import { squeeze, type Word } from '../words.ts'
import { type DoubtfulName, overlaps, type Source, type Span } from './entity.ts'

type DoubtfulSlot = DoubtfulName['slot']

const ARTICLE = /^(?:the|our|my|a|an|new|latest|current)$/
const BEFORE_ENVIRONMENT = /^(?:to|into|onto|in|on|env|environment)$/
const BEFORE_SERVICE =
  /^(?:deploy|redeploy|build|rebuild|compile|restart|bounce|reboot|rollback|revert|back|ship|release|publish|push|promote|scale|lock|unlock|freeze|for|of|service|test)$/
const CANDIDATES_OFFERED = 3

/**
 * Words that stand for a service or environment but are no catalog name. A close one is only ever offered: it never
 * becomes a slot.
 */
export function findDoubtfulNames({ words, vocabulary }: Source, claimed: readonly Span[]): readonly DoubtfulName[] {
  const isFree = (word: Word) => !claimed.some((span) => overlaps(word, span))
  // What stands behind a name is placed by that name, not by the noun that belongs to it.
  const around = words.filter((word) => isFree(word) || !/^(?:service|environment|env)$/.test(word.text))
  return words
    .filter((word) => isNameLike(word) && isFree(word))
    .flatMap((word) => doubtAbout(word, around, vocabulary) ?? [])
}

function isNameLike(word: Word): boolean {
  return (
    word.text.length > 1 &&
    !word.text.includes("'") &&
    /\p{L}/u.test(word.text) &&
    !isOrdinary(word.text) &&
    !word.text.split(/[._-]/).every(isOrdinaryEnglish)
  )
}

function doubtAbout(word: Word, words: readonly Word[], vocabulary: Vocabulary): DoubtfulName | undefined {
  const place = placeOf(word, words)
  const joined = runTogether(word.text, vocabulary)
  const near = joined.length > 0 ? joined : nearNames(squeeze(word.text), vocabulary, place)
  if (near.some((name) => name.squeezed === squeeze(word.text))) return undefined
  const slot = near[0]?.kind === 'environment' ? 'environment' : near[0] ? 'service' : place
  if (!slot) return undefined
  const candidates = [...new Set(near.filter((name) => name.kind === slot).map((name) => name.id))]
  const { start, end, typed } = word
  return { slot, typed, candidates: candidates.slice(0, CANDIDATES_OFFERED), start, end }
}

/** A word known to stand for a name of one kind, since it answers a question for it. */
export function doubtAs(slot: DoubtfulSlot, typed: string, vocabulary: Vocabulary): DoubtfulName {
  const said = squeeze(typed)
  const close = nearNames(said, vocabulary, slot).filter((name) => name.kind === slot)
  const near =
    close.length > 0 ? close : vocabulary.doubtable.filter((name) => name.kind === slot && isShortSlip(said, name))
  const candidates = [...new Set(near.map((name) => name.id))].slice(0, CANDIDATES_OFFERED)
  return { slot, typed, candidates, start: 0, end: typed.length }
}

/** "devv": in an answer even a name of three letters is recognised with one more or less. */
function isShortSlip(typed: string, { squeezed }: Name): boolean {
  return squeezed.length === 3 && typed[0] === squeezed[0] && slipsBetween(typed, squeezed) === 1
}

/** What belongs where the word stands. */
function placeOf(word: Word, words: readonly Word[]): DoubtfulSlot | undefined {
  const at = words.indexOf(word)
  const before =
    words
      .slice(Math.max(0, at - 3), at)
      .filter((other) => !ARTICLE.test(other.text))
      .at(-1)?.text ?? ''
  const after = words[at + 1]?.text ?? ''
  if (/^(?:env|environment|cluster)$/.test(after) || BEFORE_ENVIRONMENT.test(before)) return 'environment'
  if (/^(?:service|svc|app)$/.test(after) || BEFORE_SERVICE.test(before)) return 'service'
  return undefined
}

/** Services and environments spelled almost so, the closest first; where the word stands breaks a tie. */
function nearNames(typed: string, vocabulary: Vocabulary, place: DoubtfulSlot | undefined): readonly Name[] {
  const stem = typed.replace(/(?:service|svc|environment|env)$/, '')
  return vocabulary.doubtable
    .map((name) => ({ name, edits: editsBetween(typed, stem, name.squeezed) }))
    .filter(({ name, edits }) => edits <= editsAllowed(Math.min(typed.length, name.squeezed.length)))
    .sort((a, b) => a.edits - b.edits || Number(b.name.kind === place) - Number(a.name.kind === place))
    .map(({ name }) => name)
}

/** "tostg": the blank was left out. */
function runTogether(typed: string, vocabulary: Vocabulary): readonly Name[] {
  const name = /^(?:to|on|in|onto|into)(\p{L}{3,})$/u.exec(typed)?.[1]
  const meant = name === undefined ? [] : (vocabulary.bySqueezed.get(name) ?? [])
  return meant.filter(({ kind }) => kind === 'environment')
}

/** @param stem What was typed without the noun at its end. */
function editsBetween(typed: string, stem: string, name: string): number {
  if (stem === name && stem !== typed) return 1
  return Math.abs(typed.length - name.length) > 3 ? Number.POSITIVE_INFINITY : slipsBetween(typed, name)
}

/** A longer word may hold more slips and still be recognised; a short one is another word at once. */
export function editsAllowed(length: number): number {
  if (length < 4) return 0
  if (length < 6) return 1
  return length < 10 ? 2 : 3
}
