import type { Language } from '../../src/domain/language.ts'
import { intents } from '../catalog.ts'
import { clausesOf } from '../clauses.ts'
import { type Entity, findAll } from '../entities/entity.ts'
import { ANNOTATORS, type Reading } from '../reading.ts'
import { partsOf } from '../widening/parts.ts'
import { type Sentence, sentencesOf, widen } from '../widening/widen.ts'
import type { Frame } from './example-file.ts'
import { framesIn, LANGUAGES } from './example-files.ts'
import { FEATURE_ROWS, featuresOf } from './features.ts'
import {
  type Labelled,
  linearModel,
  meanOf,
  type Packed,
  packed,
  type Trained,
  trainFurther,
  trainModel,
  unpacked,
} from './train.ts'

/** How likely each of `INTENTS` is; sums to 1. */
export type ModelClassifier = (reading: Reading) => Float64Array

/** What the model tells apart, in the order of the catalog. */
export const INTENTS: readonly string[] = [...intents.keys()]
/** How many sentences of a frame are learned. Talk is about everything, and no other class is as wide. */
const SENTENCES = 2
const SENTENCES_OF_TALK = 3
const OUT_OF_SCOPE = 'out_of_scope'
/** Every eighth frame is kept back at first, to see how sure the model may be of what it has not learned. */
const HELD_FRAMES = 8
const DRAWS = 3

/**
 * Learns from the examples that come with the project; names of a catalog play no part, so that one model serves all
 * catalogs. Takes a minute, so it is done before a release: see bench/intents/learn.ts.
 */
export function learned(): Trained {
  return meanOf(
    Array.from({ length: DRAWS }, (_, draw) => trainModel(examplesDrawn(draw + 1), INTENTS.length, draw + 1)),
  )
}

/** @throws {Error} when the model was learned for other intents or features than there are. */
export function classifierOf(model: Packed): ModelClassifier {
  if (model.weights.length !== FEATURE_ROWS * INTENTS.length)
    throw new Error('The model that reads messages is of another version. Run: npm run learn:intents')
  const linear = linearModel(model, INTENTS.length)
  return (reading) => linear.probabilities(featuresOf(reading))
}

/** Of the shipped sentences, every so many are looked at again beside a team's own, with what is told around them. */
const REMEMBERED = 9

/** The shipped model with what people say in one team learned beside it. */
export function withOwn(model: Packed, own: readonly Frame[]): Packed {
  if (own.length === 0) return model
  const sentences = [
    ...LANGUAGES.flatMap(rememberedOf),
    ...sentencesOf(own, sentencesLearned).flatMap((sentence) => [sentence, sentence]),
  ]
  const examples = sentences.map(({ text, intent }) => labelled(text, intent, false))
  return packed(trainFurther(unpacked(model), examples, INTENTS.length), INTENTS.length)
}

function rememberedOf(language: Language): readonly Sentence[] {
  const some = sentencesOf(framesIn(language), sentencesLearned).filter((_, index) => index % REMEMBERED === 0)
  return [...some, ...widen(some, partsOf(language), 0)]
}

function sentencesLearned(intent: string): number {
  return intent === OUT_OF_SCOPE ? SENTENCES_OF_TALK : SENTENCES
}

/** @param draw Each draws other sentences around the same examples. */
function examplesDrawn(draw: number): readonly Labelled[] {
  return LANGUAGES.flatMap((language) => {
    const parts = partsOf(language)
    const frames = Map.groupBy(framesIn(language).entries(), ([index]) => index % HELD_FRAMES === 0)
    return [...frames].flatMap(([held, some]) => {
      const sentences = sentencesOf(
        some.map(([, frame]) => frame),
        sentencesLearned,
      )
      return [...sentences, ...widen(sentences, parts, draw)].map(({ text, intent }) => labelled(text, intent, held))
    })
  })
}

function labelled(text: string, intent: string, held: boolean): Labelled {
  return { features: featuresOf(exampleReading(text)), label: INTENTS.indexOf(intent), held }
}

/** Values stand as placeholders already, so an example needs no catalog to be read. */
function exampleReading(text: string): Pick<Reading, 'text' | 'clauses' | 'entities'> {
  const values: readonly Entity[] = findAll(text, /(?<= |^|")_([a-z]+)_/g, 'placeholder', ([, slot]) => slot).map(
    (found) => ({
      ...found,
      slot: String(found.value),
    }),
  )
  const source = {
    text,
    words: [],
    hasDigit: false,
    language: undefined,
    vocabulary: { names: [], doubtable: [], bySqueezed: new Map(), longestInWords: 0 },
    now: new Date(0),
    listed: [],
    turns: [],
  }
  const words = ANNOTATORS.flatMap((find) => find(source))
  return { text, clauses: clausesOf(text, values), entities: [...values, ...words] }
}
