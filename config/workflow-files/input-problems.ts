import { wordsOfPhrase } from '../../intents/phrases.ts'
import { spokenAnswer } from '../../src/domain/spoken-answer.ts'
import type { InputDefinition, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'

/** Inputs that cannot be, and phrases that name none of them. */
export function inputProblems({ inputs, phrases }: WorkflowDefinition): readonly Found[] {
  return [
    ...Object.entries(inputs).flatMap(([name, input]) => wrongInput(input, ['inputs', name])),
    ...phrases.flatMap((phrase, index) => wrongPhrase(phrase, Object.keys(inputs), ['phrases', index])),
  ]
}

function wrongInput({ type, options, default: otherwise }: InputDefinition, path: Path): readonly Found[] {
  if (type === 'choice' && !options)
    return [{ path, problem: 'has nothing to choose from', remedy: 'Add options: [one, another].' }]
  if (type !== 'choice' && options)
    return [{ path, problem: `options are for a choice, not for a ${type}`, remedy: 'Write type: choice.' }]
  if (otherwise === undefined) return []
  if (options && !options.includes(otherwise))
    return [
      { path, problem: `its default '${otherwise}' is not among its options`, remedy: suggest(otherwise, options) },
    ]
  if (type === 'number' && !Number.isFinite(Number(otherwise)))
    return [{ path, problem: `its default '${otherwise}' is not a number`, remedy: 'Write a number.' }]
  return []
}

const INPUT = /\{([^{}]*)\}/g
/** Words that say something: a phrase of fewer would answer half of what people say. */
const FEWEST_WORDS = 2

function wrongPhrase(phrase: string, known: readonly string[], path: Path): readonly Found[] {
  const named = [...phrase.matchAll(INPUT)].map(([, name = '']) => name)
  const unknown = named.filter((name) => !known.includes(name))
  const repeated = named.find((name, index) => named.indexOf(name) !== index)
  return [
    ...unknown.map((name) => ({ path, problem: `{${name}} is no input`, remedy: suggest(name, known) })),
    ...(spokenAnswer(phrase) === 'neither'
      ? []
      : [{ path, problem: 'is what people answer a question with', remedy: 'Say what the workflow does.' }]),
    ...(repeated === undefined ? [] : [{ path, problem: `names {${repeated}} twice`, remedy: 'Name it once.' }]),
    ...(wordsOfPhrase(phrase).length < FEWEST_WORDS
      ? [
          {
            path,
            problem: 'has too few words to be known by',
            remedy: `Write at least ${FEWEST_WORDS} besides inputs.`,
          },
        ]
      : []),
  ]
}
