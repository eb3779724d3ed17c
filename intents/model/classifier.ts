import { intents } from '../catalog.ts'
import { clausesOf } from '../clauses.ts'
import { findMetrics, findStates, findSuites } from '../entities/choices.ts'
import { type Entity, findAll } from '../entities/entity.ts'
import type { Reading } from '../reading.ts'
import type { Frame } from './example-file.ts'
import { shippedFrames } from './example-files.ts'
import { expand } from './expand.ts'
import { FEATURE_ROWS, featuresOf } from './features.ts'
import { keptModel } from './kept-model.ts'
import { type Labelled, linearModel, type Trained, trainModel } from './train.ts'

/** How likely each of `INTENTS` is; sums to 1. */
export type ModelClassifier = (reading: Reading) => Float64Array

/** What the model tells apart, in the order of the catalog. */
export const INTENTS: readonly string[] = [...intents.keys()]
/** How many sentences of a frame are learned. Talk is about everything, and no other class is as wide. */
const SENTENCES = 2
const SENTENCES_OF_TALK = 4
const OUT_OF_SCOPE = 'out_of_scope'
/** Every eighth frame is kept back at first, to see how sure the model may be of what it has not learned. */
const HELD_FRAMES = 8

/** Learns from frames of examples; names of a catalog play no part, so that one model serves all catalogs. */
export function trainClassifier(frames: readonly Frame[]): ModelClassifier {
  return classifierOf(trained(frames))
}

function trained(frames: readonly Frame[]): Trained {
  const examples = frames.flatMap(({ text, intent }, index) =>
    expand(text, intent === OUT_OF_SCOPE ? SENTENCES_OF_TALK : SENTENCES).map((sentence) =>
      labelled(sentence, intent, index % HELD_FRAMES === 0),
    ),
  )
  return trainModel(examples, INTENTS.length)
}

function classifierOf(trained: Trained): ModelClassifier {
  const model = linearModel(trained, INTENTS.length)
  return (reading) => model.probabilities(featuresOf(reading))
}

let shipped: ModelClassifier | undefined

/** The classifier of the examples that come with the project; trained once, and kept for later starts. */
export function shippedClassifier(): ModelClassifier {
  shipped ??= classifierOf(keptModel(FEATURE_ROWS * INTENTS.length, () => trained(shippedFrames())))
  return shipped
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
    vocabulary: { names: [], doubtable: [], bySqueezed: new Map(), longestInWords: 0 },
    now: new Date(0),
    listed: [],
    turns: [],
  }
  const words = [findStates, findMetrics, findSuites].flatMap((find) => find(source))
  return { text, clauses: clausesOf(text, values), entities: [...values, ...words] }
}
