import { FEATURE_ROWS } from './features.ts'
import { createRandom } from './random.ts'

/** A message and the class it belongs to. */
export interface Labelled {
  readonly features: Uint16Array
  readonly label: number
  /** Kept out of the first epochs, to see how sure the model may be. */
  readonly held: boolean
}

/** What training leaves: a row of weights for each feature, and how far to trust what they say. */
export interface Trained {
  readonly weights: Float32Array
  readonly temperature: number
}

/** The same in a byte a weight: what a class's bytes are multiplied with stands in `scales`. */
export interface Packed {
  readonly weights: Int8Array
  readonly scales: Float32Array
  readonly temperature: number
}

/** Multinomial logistic regression over binary features. */
export interface LinearModel {
  /** How likely each class is; sums to 1. */
  probabilities(features: Uint16Array): Float64Array
}

const EPOCHS = 4
/** Below this a weight would hardly move; most classes are soon this sure not to be meant. */
const NEGLIGIBLE = 0.005

/** An example this surely in its class has nothing to teach for a while. */
const SETTLED = 0.985

interface Course {
  /** How far the first example moves the weights. */
  readonly rate: number
  readonly random: () => number
  /** Examples that are left out of the next epoch. */
  readonly settled: Set<Labelled>
}

const FROM_NOTHING = 6
const FROM_WHAT_IS_KNOWN = 3

/**
 * Stochastic gradient descent with a step that falls to nothing, so that what came last does not count most; the same
 * examples and seed always give the same model.
 */
export function trainModel(examples: readonly Labelled[], classes: number, seed: number): Trained {
  const weights = new Float32Array(FEATURE_ROWS * classes)
  const course = { rate: FROM_NOTHING, random: createRandom(seed), settled: new Set<Labelled>() }
  const training = examples.filter(({ held }) => !held)
  for (let epoch = 0; epoch < EPOCHS - 1; epoch++) descend(weights, classes, training, epoch, course)
  const temperature = temperatureFor(
    weights,
    classes,
    examples.filter(({ held }) => held),
  )
  descend(weights, classes, examples, EPOCHS - 1, course)
  return { weights, temperature }
}

/** Learns more, from where an earlier training has come to. */
export function trainFurther(
  { weights: known, temperature }: Trained,
  examples: readonly Labelled[],
  classes: number,
): Trained {
  const weights = known.slice()
  const course = { rate: FROM_WHAT_IS_KNOWN, random: createRandom(0), settled: new Set<Labelled>() }
  for (let epoch = 0; epoch < EPOCHS; epoch++) descend(weights, classes, examples, epoch, course)
  return { weights, temperature }
}

export function linearModel({ weights, scales, temperature }: Packed, classes: number): LinearModel {
  return {
    probabilities: (features) => {
      const sums = scores(weights, classes, features)
      for (let of = 0; of < classes; of++) sums[of] = (sums[of] ?? 0) * (scales[of] ?? 0)
      return softmax(sums, temperature)
    },
  }
}

/** The mean of several trainings, which errs less than any of them. */
export function meanOf(models: readonly Trained[]): Trained {
  const [first] = models
  if (!first) throw new Error('there is no mean of no models')
  const weights = new Float32Array(first.weights.length)
  for (const model of models)
    for (let at = 0; at < weights.length; at++)
      weights[at] = (weights[at] ?? 0) + (model.weights[at] ?? 0) / models.length
  return { weights, temperature: models.reduce((sum, { temperature }) => sum + temperature, 0) / models.length }
}

const LARGEST_BYTE = 127

export function packed({ weights, temperature }: Trained, classes: number): Packed {
  const scales = new Float32Array(classes)
  weights.forEach((weight, at) => {
    scales[at % classes] = Math.max(scales[at % classes] ?? 0, Math.abs(weight) / LARGEST_BYTE)
  })
  return {
    weights: Int8Array.from(weights, (weight, at) => Math.round(weight / (scales[at % classes] || 1))),
    scales,
    temperature,
  }
}

export function unpacked({ weights, scales, temperature }: Packed): Trained {
  return {
    weights: Float32Array.from(weights, (weight, at) => weight * (scales[at % scales.length] ?? 0)),
    temperature,
  }
}

function descend(
  weights: Float32Array,
  classes: number,
  examples: readonly Labelled[],
  epoch: number,
  { rate: first, random, settled }: Course,
): void {
  shuffled(examples.length, random).forEach((index, done) => {
    const example = examples[index]
    // Left out once, it is looked at again in the epoch after.
    if (!example || settled.delete(example)) return
    const rate = first * (1 - (epoch + done / examples.length) / EPOCHS)
    if (learn(weights, classes, example, rate) > SETTLED) settled.add(example)
  })
}

/** How surely the example was in its class before it was learned from. */
function learn(weights: Float32Array, classes: number, { features, label }: Labelled, rate: number): number {
  const wrong = softmax(scores(weights, classes, features), 1)
  const sure = wrong[label] ?? 0
  wrong[label] = sure - 1
  const step = rate / Math.sqrt(features.length)
  const moving: number[] = []
  for (let of = 0; of < classes; of++) if (Math.abs(wrong[of] ?? 0) >= NEGLIGIBLE) moving.push(of)
  for (let index = 0; index < features.length; index++) {
    const row = (features[index] ?? 0) * classes
    for (let at = 0; at < moving.length; at++) {
      const of = moving[at] ?? 0
      weights[row + of] = (weights[row + of] ?? 0) - step * (wrong[of] ?? 0)
    }
  }
  return sure
}

function scores(weights: Float32Array | Int8Array, classes: number, features: Uint16Array): Float64Array {
  const sums = new Float64Array(classes)
  for (let index = 0; index < features.length; index++) {
    let at = (features[index] ?? 0) * classes
    for (let of = 0; of < classes; of++, at++) sums[of] = (sums[of] ?? 0) + (weights[at] ?? 0)
  }
  const scale = 1 / Math.sqrt(Math.max(1, features.length))
  for (let of = 0; of < classes; of++) sums[of] = (sums[of] ?? 0) * scale
  return sums
}

/** Turns scores into shares, in place: this runs for every example of every epoch. */
function softmax(sums: Float64Array, temperature: number): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (let of = 0; of < sums.length; of++) highest = Math.max(highest, sums[of] ?? 0)
  let total = 0
  for (let of = 0; of < sums.length; of++) {
    const share = Math.exp(((sums[of] ?? 0) - highest) / temperature)
    sums[of] = share
    total += share
  }
  for (let of = 0; of < sums.length; of++) sums[of] = (sums[of] ?? 0) / total
  return sums
}

const TEMPERATURES = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5]

/** The temperature under which examples never learned from are least surprising. */
function temperatureFor(weights: Float32Array, classes: number, held: readonly Labelled[]): number {
  const known = held.map(({ features, label }) => ({ sums: scores(weights, classes, features), label }))
  const surprise = (temperature: number) =>
    known.reduce((sum, { sums, label }) => sum - Math.log((softmax(sums.slice(), temperature)[label] ?? 0) + 1e-9), 0)
  const surprises = TEMPERATURES.map(surprise)
  return TEMPERATURES[surprises.indexOf(Math.min(...surprises))] ?? 1
}

function shuffled(length: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index)
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}
