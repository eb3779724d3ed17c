import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from '../../src/domain/language.ts'
import type { Lexicon } from '../spelling/lexicon.ts'
import type { TellingWords } from './telling-words.ts'
import type { Packed } from './train.ts'

/** What is learned from the examples before a release, and read at each start. */
export interface ShippedModel {
  /** Of all that it was learned from; see `fingerprint`. */
  readonly learnedFrom: string
  readonly model: Packed
  readonly lexicons: Readonly<Record<Language, Lexicon>>
  readonly telling: TellingWords
}

const FILE = new URL('./shipped-model.bin', import.meta.url)
const INTENTS_FOLDER = fileURLToPath(new URL('..', import.meta.url))

interface Header {
  readonly learnedFrom: string
  readonly temperature: number
  readonly scales: readonly number[]
  readonly lexicons: Readonly<Record<Language, Lexicon>>
  readonly telling: TellingWords
}

let read: ShippedModel | undefined

/** Read once a process. */
export function shippedModel(): ShippedModel {
  read ??= readShippedModel()
  return read
}

/** A line of JSON, then the weights. */
function readShippedModel(): ShippedModel {
  const bytes = readFileSync(FILE)
  const end = bytes.indexOf('\n')
  const { learnedFrom, temperature, scales, lexicons, telling } = JSON.parse(bytes.toString('utf8', 0, end)) as Header
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1)
  return { learnedFrom, model: { weights, scales: Float32Array.from(scales), temperature }, lexicons, telling }
}

export function writeShippedModel({ learnedFrom, model, lexicons, telling }: ShippedModel): void {
  const { weights, scales, temperature } = model
  const header: Header = { learnedFrom, temperature, scales: [...scales], lexicons, telling }
  writeFileSync(FILE, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), Buffer.from(weights.buffer)]))
}

/** What a model is learned from: the examples, what widens them, and the code that reads and learns them. */
const LEARNED_FROM =
  /^(?:(?:examples|widening|languages|model|entities|spelling)\/.*\.(?:ts|yaml)|(?:clauses|clause-mood|wrappers|catalog|languages|addressee|language-of|ordinary-words|reading|matches|memoize-per-clause|rules\/rule)\.(?:ts|yaml))$/

export function fingerprint(): string {
  const hash = createHash('sha256')
  const files = readdirSync(INTENTS_FOLDER, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => LEARNED_FROM.test(name)).sort())
    hash.update(`${file}\0`).update(readFileSync(new URL(`../${file}`, import.meta.url)))
  return hash.digest('hex').slice(0, 32)
}
