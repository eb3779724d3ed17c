import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from '../../src/domain/language.ts'
import { type Frame, readFrames } from './example-file.ts'

/** The languages that examples are written in. */
export const LANGUAGES: readonly Language[] = ['en', 'de', 'es']

const FOLDER = new URL('../examples/', import.meta.url)

/**
 * Every frame of intents/examples, a folder for each language.
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
