import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Trained } from './train.ts'

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/shipmate', import.meta.url))
const INTENTS_FOLDER = fileURLToPath(new URL('..', import.meta.url))
const OWNER_ONLY = 0o700
const BYTES_OF_TEMPERATURE = Float64Array.BYTES_PER_ELEMENT

/**
 * The model trained from the same examples by the same code, by this process or an earlier one: training takes most of
 * a second of each start. Where nothing can be kept, it is trained again.
 * @param weights How many there must be.
 */
export function keptModel(weights: number, train: () => Trained, cache = CACHE): Trained {
  const name = `classifier-${fingerprint()}`
  const kept = read(join(cache, name), weights)
  if (kept) return kept
  const trained = train()
  keep(cache, name, trained)
  return trained
}

/** Of everything that a model follows from: all code and all examples of this folder. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const files = readdirSync(INTENTS_FOLDER, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /\.(ts|ya?ml)$/.test(name)).sort())
    hash.update(`${file}\0`).update(readFileSync(join(INTENTS_FOLDER, file)))
  return hash.digest('hex').slice(0, 32)
}

function read(file: string, weights: number): Trained | undefined {
  try {
    const bytes = readFileSync(file)
    if (bytes.length !== BYTES_OF_TEMPERATURE + weights * Float32Array.BYTES_PER_ELEMENT) return undefined
    // Copied, so that it is aligned for numbers of eight bytes.
    const { buffer } = Uint8Array.from(bytes)
    const [temperature = 1] = new Float64Array(buffer, 0, 1)
    return { temperature, weights: new Float32Array(buffer, BYTES_OF_TEMPERATURE) }
  } catch {
    return undefined
  }
}

/** Whole or not at all, and in the place of earlier ones. */
function keep(cache: string, name: string, { temperature, weights }: Trained): void {
  const unfinished = join(cache, `${name}.${process.pid}`)
  try {
    mkdirSync(cache, { recursive: true, mode: OWNER_ONLY })
    writeFileSync(unfinished, Buffer.concat([bytesOf(Float64Array.of(temperature)), bytesOf(weights)]))
    renameSync(unfinished, join(cache, name))
    for (const other of readdirSync(cache))
      if (/^classifier-[0-9a-f]+$/.test(other) && other !== name) rmSync(join(cache, other), { force: true })
  } catch {
    // The next start trains again.
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
