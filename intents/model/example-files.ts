import { readdirSync, readFileSync } from 'node:fs'
import { type Frame, readFrames } from './example-file.ts'

const FOLDER = new URL('../examples/', import.meta.url)

/**
 * Every frame of intents/examples, a folder for each language.
 * @throws {Error} naming file and line of every unknown intent or slot.
 */
export function shippedFrames(): readonly Frame[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'))
  return files
    .sort()
    .flatMap((file) => readFrames(readFileSync(new URL(file, FOLDER), 'utf8'), `intents/examples/${file}`))
}
