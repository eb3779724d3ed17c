import { BotError } from '../../src/domain/errors.ts'
import type { PlatformWords } from '../../src/domain/platform-words.ts'

/** What a person is told of an error that kept what they said or pressed from being recorded; the log has the details. */
export function notRecorded(error: unknown, { notices: { notRecorded: said } }: PlatformWords): string {
  const code = error instanceof BotError ? error.code : 'unexpected'
  return isSaid(code, said) ? said[code] : said.unexpected
}

function isSaid<Code extends string>(code: string, said: Readonly<Record<Code, string>>): code is Code {
  return Object.hasOwn(said, code)
}
