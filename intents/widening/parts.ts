import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Language } from '../../src/domain/language.ts'

const texts = z.array(z.string().min(1))
const schema = z.strictObject({
  circumstances: texts,
  circumstancesOfService: texts.default([]),
  afterthoughts: texts,
  joiners: texts.default([', ', '. ', ' - ']),
  joinersToImperative: texts.default([]),
  wrapsOfImperative: texts,
  wrapsOfQuestion: texts,
  wrapsOfNoun: texts.default([]),
  contrasts: texts.default([]),
  denials: texts.default([]),
  told: texts.default([]),
  foreignThings: texts.default([]),
  foreignRequests: texts,
})

/** What people put around their requests; `{request}`, `{question}`, `{thing}` and `{denied}` stand for the requests. */
export type Parts = z.infer<typeof schema>

/** @throws {Error} when the file does not hold what it should. */
export function partsOf(language: Language): Parts {
  return schema.parse(parse(readFileSync(new URL(`./${language}.yaml`, import.meta.url), 'utf8')))
}
