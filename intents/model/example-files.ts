import { readdirSync, readFileSync } from 'node:fs'
import { type Frame, readFrames } from './example-file.ts'

const FOLDER = new URL('../examples/', import.meta.url)

/** Languages that examples are written in: a folder each. */
export type Language = 'en' | 'de' | 'es'
const LANGUAGES: readonly Language[] = ['de', 'en', 'es']

/**
 * Every frame of intents/examples.
 * @throws {Error} naming file and line of every unknown intent or slot.
 */
export function shippedFrames(): readonly Frame[] {
  return LANGUAGES.flatMap(framesIn)
}

/** The frames of one language. @throws {Error} as above. */
export function framesIn(language: Language): readonly Frame[] {
  const folder = new URL(`${language}/`, FOLDER)
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return files
    .sort()
    .flatMap((file) => readFrames(readFileSync(new URL(file, folder), 'utf8'), `intents/examples/${language}/${file}`))
}
