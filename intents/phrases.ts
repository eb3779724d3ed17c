import { distance } from 'fastest-levenshtein'
import type { Catalog } from '../src/domain/catalog.ts'
import type { InputDefinition, WorkflowDefinition } from '../src/domain/workflows/definition.ts'
import { tidy } from './tidy.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { squeeze } from './words.ts'

/** A message that says what a workflow is asked for with, from its first word to its last. */
export interface PhraseMatch {
  readonly workflow: string
  readonly inputs: Readonly<Record<string, string>>
  /** Types of the inputs that were said, by name. */
  readonly types: Readonly<Record<string, InputDefinition['type']>>
  /** Names that nothing here has, by input. */
  readonly unknown: Readonly<Record<string, string>>
  /** Words that are a letter away from the phrase's. */
  readonly slips: number
}

type Phrases = Pick<WorkflowDefinition, 'id' | 'phrases' | 'inputs'>

/** Words that say nothing: they may be there or not. */
const FILLERS: ReadonlySet<string> = new Set(
  'the a an please pls now kindly bitte jetzt mal der die das den dem el la los las por favor ahora'.split(' '),
)
const POLITE = /^(?:(?:hey|hi|ok|okay|so|and|can you|could you|would you|kannst du|könntest du|puedes|podrías),? )+/iu
const SHORTEST_SLIP = 5
const LONGEST_NAME_WORDS = 4
const LONGEST_TEXT_WORDS = 12
/** Longer messages are no orders of one sentence. */
const MOST_WORDS = 40

/** Finds the workflow whose phrase a message is; the one with the fewest slips, and none where two are as close. */
export function createPhraseReader(
  catalog: Catalog,
  workflows: readonly Phrases[],
): (text: string) => PhraseMatch | undefined {
  const vocabulary = createVocabulary(catalog)
  const phrases = workflows.flatMap(({ id, phrases: all, inputs }) =>
    all.map((phrase) => ({ id, inputs, parts: partsOf(phrase) })),
  )
  return (text) => {
    const words = wordsIn(text)
    if (words.length === 0 || words.length > MOST_WORDS) return undefined
    const matches = phrases.flatMap((phrase) => match(phrase, words, vocabulary) ?? [])
    const [best, next] = matches.toSorted((one, other) => one.slips - other.slips)
    return best && next && next.slips === best.slips && next.workflow !== best.workflow ? undefined : best
  }
}

type Part = { readonly kind: 'word'; readonly word: string } | { readonly kind: 'input'; readonly name: string }

interface Parsed {
  readonly id: string
  readonly inputs: Phrases['inputs']
  readonly parts: readonly Part[]
}

/** The words that a phrase is known by, inputs left out. */
export function wordsOfPhrase(phrase: string): readonly string[] {
  return partsOf(phrase).flatMap((part) => (part.kind === 'word' && /\p{L}/u.test(part.word) ? [part.word] : []))
}

function partsOf(phrase: string): readonly Part[] {
  return phrase.split(/\s+/).flatMap((token): readonly Part[] => {
    const name = /^\{(\w+)\}[.,!?]?$/.exec(token)?.[1]
    if (name !== undefined) return [{ kind: 'input', name }]
    const word = plain(token)
    return word === '' || FILLERS.has(word) ? [] : [{ kind: 'word', word }]
  })
}

function wordsIn(text: string): readonly string[] {
  return tidy(text)
    .text.replace(/^@\S+[\s,:]*/, '')
    .replace(POLITE, '')
    .split(/\s+/)
    .map((word) => word.replace(/^["'(]+|["'),.;:!?]+$/g, ''))
    .filter((word) => word !== '')
}

const plain = (word: string): string => word.toLowerCase().replace(/^["'(]+|["'),.;:!?]+$/g, '')

type Found = Pick<PhraseMatch, 'inputs' | 'unknown' | 'slips'>

function match(
  { id, inputs, parts }: Parsed,
  words: readonly string[],
  vocabulary: Vocabulary,
): PhraseMatch | undefined {
  const found = matchFrom(parts, words, inputs, vocabulary)
  if (!found) return undefined
  const named = [...Object.keys(found.inputs), ...Object.keys(found.unknown)]
  const types = named.map((name) => [name, inputs[name]?.type ?? 'text'] as const)
  return { workflow: id, types: Object.fromEntries(types), ...found }
}

/** The first way in which the words are the phrase; short values first. */
function matchFrom(
  [part, ...parts]: readonly Part[],
  words: readonly string[],
  inputs: Phrases['inputs'],
  vocabulary: Vocabulary,
): Found | undefined {
  const [word, ...others] = words
  if (word !== undefined && FILLERS.has(plain(word)) && !(part?.kind === 'word' && part.word === plain(word))) {
    const without = matchFrom(part ? [part, ...parts] : [], others, inputs, vocabulary)
    if (without) return without
  }
  if (part === undefined) return word === undefined ? { inputs: {}, unknown: {}, slips: 0 } : undefined
  if (word === undefined) return undefined
  if (part.kind === 'word') {
    const slips = slipsBetween(plain(word), part.word)
    const rest = slips === undefined ? undefined : matchFrom(parts, others, inputs, vocabulary)
    return rest && { ...rest, slips: rest.slips + (slips ?? 0) }
  }
  return matchInput(part.name, parts, words, inputs, vocabulary)
}

function matchInput(
  name: string,
  parts: readonly Part[],
  words: readonly string[],
  inputs: Phrases['inputs'],
  vocabulary: Vocabulary,
): Found | undefined {
  const input = inputs[name]
  const most = input?.type === 'text' ? LONGEST_TEXT_WORDS : LONGEST_NAME_WORDS
  for (let count = 1; input && count <= Math.min(most, words.length); count++) {
    const said = words.slice(0, count).join(' ')
    const value = readAs(said, input, vocabulary)
    const isName = input.type === 'service' || input.type === 'environment'
    if (value === undefined && !(isName && count === 1)) continue
    const rest = matchFrom(parts, words.slice(count), inputs, vocabulary)
    if (!rest) continue
    return value === undefined
      ? { ...rest, unknown: { ...rest.unknown, [name]: said } }
      : { ...rest, inputs: { ...rest.inputs, [name]: value } }
  }
  return undefined
}

/** What the words are as a value of that type; undefined where they are none. */
function readAs(said: string, { type, options = [] }: InputDefinition, vocabulary: Vocabulary): string | undefined {
  switch (type) {
    case 'service':
    case 'environment':
      return vocabulary.bySqueezed.get(squeeze(said))?.find(({ kind }) => kind === type)?.id
    case 'version':
      return /^[\w./@+-]+$/.test(said) ? said : undefined
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(said) ? said : undefined
    case 'choice':
      return options.find((option) => option.toLowerCase() === said.toLowerCase())
    case 'text':
      return said
  }
}

/** 0 for the same word, 1 for one that is a letter away; undefined for another word. */
function slipsBetween(said: string, wanted: string): number | undefined {
  if (said === wanted) return 0
  return wanted.length >= SHORTEST_SLIP && distance(said, wanted) === 1 ? 1 : undefined
}
